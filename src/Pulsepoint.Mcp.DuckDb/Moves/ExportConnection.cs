using DuckDB.NET.Data;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Moves;

/// <summary>A connection that reads one snapshot, writes files into one folder, and reaches nothing else; nor can that be changed back.</summary>
internal static class ExportConnection
{
    public static DuckDBConnection Open(string snapshot, string folder)
    {
        var connection = new DuckDBConnection(ConnectionText.ForExport());
        try
        {
            connection.Open();
            Run(connection, $"attach {Quoted(snapshot)} as snapshot (read_only)");
            Run(connection, "use snapshot");
            Run(connection, $"set temp_directory = {Quoted(folder)}");
            Run(connection, $"set allowed_directories = [{Quoted(folder)}]");
            Run(connection, "set enable_external_access = false");
            Run(connection, "set lock_configuration = true");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A path as a text in SQL: these statements take no parameters.</summary>
    public static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
