using System.Data.Common;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>How this room opens DuckDB files: capped, offline, and for readers locked.</summary>
internal static class ConnectionText
{
    /// <summary>No file or network beyond the snapshot itself can be reached from SQL, and no setting can be changed back.</summary>
    public static string ForReading(string file) => Text(file, "1GB", new()
    {
        ["access_mode"] = "READ_ONLY",
        ["enable_external_access"] = "false",
        ["lock_configuration"] = "true",
    });

    /// <summary>An empty database of its own. A file that is open already would be shared, with what its readers may do.</summary>
    public static string ForExport() => Text(":memory:", "1GB", []);

    public static string ForWriting(string file, string memoryLimit) => Text(file, memoryLimit, []);

    private static string Text(string file, string memoryLimit, Dictionary<string, string> options)
    {
        var builder = new DbConnectionStringBuilder { ["Data Source"] = file, ["threads"] = "2", ["memory_limit"] = memoryLimit };
        builder["autoinstall_known_extensions"] = "false";
        builder["autoload_known_extensions"] = "false";
        foreach (var (option, value) in options)
            builder[option] = value;

        return builder.ConnectionString;
    }
}
