using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Google.Rollups;

/// <summary>The query that reads a roll-up: its columns in order, of the days from @from to @to. Each gives what its namesake in DuckDB does.</summary>
internal static class RollupText
{
    /// <param name="table">The roll-up.</param>
    /// <param name="dataset">The tenant's own; its name is checked, and nothing else is filled in.</param>
    public static string Of(RollupTable table, DatasetName dataset)
    {
        using var stream = typeof(RollupText).Assembly.GetManifestResourceStream($"Rollups/Sql/{table.Name}.sql")
            ?? throw new InvalidOperationException($"The query of the roll-up {table.Name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("{dataset}", dataset.Value, StringComparison.Ordinal);
    }
}
