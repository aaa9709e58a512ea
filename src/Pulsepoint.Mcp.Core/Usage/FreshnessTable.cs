using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>How far each source is loaded, and how long ago.</summary>
internal static class FreshnessTable
{
    private static readonly IReadOnlyList<ResultColumn> s_columns =
    [
        new("brand", "text", null), new("source", "text", null), new("data_through", "date", null), new("loaded_at", "text", null), new("age_hours", "number", "h"),
    ];

    public static UsageTable Of(IReadOnlyList<SourceFreshness> sources, Instant now) => new()
    {
        View = UsageView.Freshness,
        Days = null,
        By = null,
        IsOwn = false,
        Source = "rollup_state",
        Columns = s_columns,
        Rows = [.. sources.Select(s => (IReadOnlyList<Cell>)
        [
            Cell.Of(s.Brand.Value),
            Cell.Of(s.Source),
            Cell.Of(LocalDatePattern.Iso.Format(s.DataThrough)),
            Cell.Of(InstantPattern.General.Format(s.LoadedAt)),
            Cell.Of(decimal.Round((decimal)(now - s.LoadedAt).TotalHours, 1)),
        ])],
        Cursors = UsageCursor.Of(sources.Count),
    };
}
