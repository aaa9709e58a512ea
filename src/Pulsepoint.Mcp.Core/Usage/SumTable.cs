using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Tokens, cost or latency, with the calls as reported and as counted.</summary>
internal static class SumTable
{
    private const string Calls = "calls";
    private const string Counted = "calls_counted";
    private const string Difference = "difference";

    public static UsageTable Of(UsageFrame frame, ReportedAndCounted sums)
    {
        var figures = FiguresOf(frame.View);
        var shown = figures.Where(f => sums.IsCountedByGroup || f.Column.Id is not (Counted or Difference)).ToList();
        return frame.Table(
            frame.Query.FromDays,
            [.. frame.GroupColumns(), .. shown.Select(f => f.Column)],
            [.. sums.Groups.Select(g => (IReadOnlyList<Cell>)[.. frame.GroupCells(g.Group, g.GroupName), .. shown.Select(f => Cell.Of(f.Of(g, sums.Counted(g))))])],
            figures.ToDictionary(f => f.Column.Id, f => f.Of(sums.Total, sums.TotalCounted), StringComparer.Ordinal),
            frame is { View: UsageView.Latency, Query.FromDays: true } ? $"Percentiles are known for {UsageScope.MostDaysOfEvents} days at most; here are averages." : null,
            sums.TotalCounted == sums.Total.Calls ? null : "The calls that the database counted differ from those reported: events may be on their way, and calls refused at once are not counted.");
    }

    private static IReadOnlyList<Figure> FiguresOf(UsageView view) =>
    [
        new(Count(Calls), (sum, _) => sum.Calls),
        new(Count(Counted), (_, counted) => counted),
        new(Count(Difference), (sum, counted) => counted - sum.Calls),
        .. view switch
        {
            UsageView.Tokens => (IEnumerable<Figure>)
            [
                new(Count("tokens_in"), (sum, _) => sum.TokensIn),
                new(Count("tokens_out"), (sum, _) => sum.TokensOut),
                new(Count("rows"), (sum, _) => sum.Rows),
            ],
            UsageView.Cost =>
            [
                new(Count("bytes_billed"), (sum, _) => sum.BytesBilled),
                new(new ResultColumn("cost_usd", "money", "USD"), (sum, _) => Exactly(sum.CostUsd)),
            ],
            _ =>
            [
                new(Milliseconds("average_ms"), (sum, _) => sum.AverageMs),
                new(Milliseconds("p50_ms"), (sum, _) => sum.P50Ms),
                new(Milliseconds("p95_ms"), (sum, _) => sum.P95Ms),
                new(Milliseconds("p99_ms"), (sum, _) => sum.P99Ms),
                new(Milliseconds("max_ms"), (sum, _) => sum.MaxMs),
            ],
        },
    ];

    private static ResultColumn Count(string id) => new(id, "count", null);

    private static ResultColumn Milliseconds(string id) => new(id, "number", "ms");

    // The zeros at its end come from the column and mean nothing.
    private static decimal Exactly(decimal money) => money / 1.0000000000000000000000000000m;

    private sealed record Figure(ResultColumn Column, Func<UsageSum, long, decimal?> Of);
}
