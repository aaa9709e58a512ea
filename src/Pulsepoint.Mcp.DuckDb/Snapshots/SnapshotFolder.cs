using System.Globalization;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>
/// One tenant's folder of snapshots: <c>w-&lt;ticks&gt;.duckdb</c> files that never change once published, and
/// <c>CURRENT</c>, which names the one to read. Its path follows from the tenant alone, so no caller can point elsewhere.
/// </summary>
internal sealed class SnapshotFolder(StateFolder state, TenantId tenant)
{
    private const string Prefix = "w-";
    private const string Extension = ".duckdb";

    public string Path { get; } = state.Warehouse(tenant);

    public string Answers => System.IO.Path.Combine(Path, "answers.json");

    public string Lock => System.IO.Path.Combine(Path, "write.lock");

    /// <summary>What is on its way elsewhere; whoever holds <see cref="ExportLock"/> may clear it.</summary>
    public string Export => System.IO.Path.Combine(Path, "export");

    public string ExportLock => System.IO.Path.Combine(Path, "export.lock");

    public string File(string generation) => System.IO.Path.Combine(Path, generation + Extension);

    public string Draft(string generation) => File(generation) + ".new";

    /// <summary>What a snapshot was made from, beside it, so that nobody has to open it to know.</summary>
    public string Stamp(string generation) => System.IO.Path.Combine(Path, generation + ".json");

    private string Pointer => System.IO.Path.Combine(Path, "CURRENT");

    public static string Generation(long ticks) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{ticks}");

    /// <summary>The generation to read; null when nothing is published.</summary>
    public string? Current()
    {
        try
        {
            var text = System.IO.File.ReadAllText(Pointer).Trim();
            return TicksOf(text) is null ? null : text;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Points readers at the generation: a rename, so they see the old name or the new one.</summary>
    public void Point(string generation) => StateFolder.WritePrivate(Pointer, generation);

    /// <summary>Generations whose files are here, newest first.</summary>
    public IReadOnlyList<string> Generations() =>
    [
        .. Directory.EnumerateFiles(Path, Prefix + "*" + Extension)
            .Select(System.IO.Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Where(name => TicksOf(name) is not null)
            .OrderByDescending(TicksOf),
    ];

    public static long? TicksOf(string generation) =>
        generation.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(generation.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? ticks
            : null;
}
