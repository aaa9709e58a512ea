using System.Globalization;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Rows as lines that can be compared, to the last decimal.</summary>
internal static class FactTexts
{
    /// <summary>What to say of two answers to one question; null where they are the same.</summary>
    public static string? Difference(CompiledQuery google, IReadOnlyList<FactRow> duckRows, IReadOnlyList<FactRow> googleRows)
    {
        string[] expected = [.. duckRows.Select(Text)];
        string[] actual = [.. googleRows.Select(Text)];
        return expected.SequenceEqual(actual, StringComparer.Ordinal)
            ? null
            : $"{google.Sql}\nDuckDB:\n{string.Join('\n', expected.Except(actual).Take(5))}\nGoogleSQL:\n{string.Join('\n', actual.Except(expected).Take(5))}";
    }

    // A number without the zeros at its end: how many a decimal carries is the engine's own affair.
    private static string Text(FactRow row) => string.Join(" | ",
    [
        row.Period?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "-",
        .. row.Keys.Select(k => k ?? "null"),
        .. row.Measures.Select(m => m?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "null"),
    ]);
}
