using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>The rows of one answer that fit into a model's reading budget.</summary>
internal sealed record MetricPage(int Offset, int Count, bool HasMore)
{
    // Numbers and dates take about 2.5 characters a token, prose four: 2,000 tokens, less 200 that every provenance takes,
    // are shared by the rows and what is said about them.
    private const int Budget = 4_500;
    private const int MaxCharacters = 4_000;
    private const int MinCharacters = 1_500;
    private const int CharactersPerCell = 3;

    private const double ProseWeight = 2.5 / 4;

    public static MetricPage Of(MetricResult result, int offset)
    {
        var definitions = result.Provenance.Query.Metrics.Sum(m => m.Id.Length + m.Formula.Length);
        var prose = result.Summary.Length + result.Warnings.Sum(w => w.Length) + definitions;
        var room = Math.Clamp(Budget - (int)(prose * ProseWeight), MinCharacters, MaxCharacters);
        var end = offset;
        while (end < result.Rows.Count)
        {
            room -= Size(result.Rows[end]) + (result.Compare is { } compare ? Size(compare.Rows[end]) : 0);
            if (room < 0 && end > offset)
                break;

            end++;
        }

        return new MetricPage(offset, end - offset, end < result.Rows.Count);
    }

    public IEnumerable<T> Slice<T>(IReadOnlyList<T> rows) => rows.Skip(Offset).Take(Count);

    private static int Size(IReadOnlyList<Cell> row) => row.Sum(c => CharactersPerCell + (CellText.Of(c, "number")?.Length ?? 0));
}
