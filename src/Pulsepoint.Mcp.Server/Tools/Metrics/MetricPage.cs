using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>The rows of one answer that fit into a model's reading budget.</summary>
internal sealed record MetricPage(int Offset, int Count, bool HasMore)
{
    // Tokens of the structured content, which is the longer of the two forms; what is said about the rows counts, too.
    private const int Budget = 1_900;

    // However much there is to say, some rows come.
    private const int MinForRows = 300;

    public static MetricPage Of(MetricResult result, QueryCost cost, int offset)
    {
        var room = Math.Max(Budget - MetricTable.FrameSize(result, cost, offset), MinForRows);
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

    private static int Size(IReadOnlyList<Cell> row) => row.Sum(c => 1 + TokenEstimate.Of(CellText.Of(c, "number")));
}
