using Pulsepoint.Mcp.Core.Rollups;

namespace Pulsepoint.Mcp.DuckDb.Rollups;

/// <summary>The query that reads a roll-up: its columns in order, of the days from $from to $to.</summary>
// Sums are cast back in all of them: left alone, a sum of DECIMAL(18,2) is DECIMAL(38,2) and a sum of BIGINT is HUGEINT.
internal static class RollupScript
{
    public static string Of(RollupTable table)
    {
        using var stream = typeof(RollupScript).Assembly.GetManifestResourceStream($"Rollups/Sql/{table.Name}.sql")
            ?? throw new InvalidOperationException($"The query of the roll-up {table.Name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
