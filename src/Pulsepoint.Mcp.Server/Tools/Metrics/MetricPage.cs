using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>The rows of one answer that fit into a model's reading budget.</summary>
internal sealed record MetricPage(int Offset, int Count, bool HasMore)
{
    // Numbers and dates take about 2.5 characters a token: rows of one answer stay near 1,600 tokens, which leaves the
    // rest of 2,000 to the summary and the provenance.
    private const int MaxCharacters = 4_000;
    private const int CharactersPerCell = 3;

    public static MetricPage Of(MetricResult result, int offset)
    {
        var room = MaxCharacters;
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

    private static int Size(IReadOnlyList<Cell> row) => row.Sum(c => CharactersPerCell + (MetricTable.TextOf(c)?.Length ?? 0));
}
