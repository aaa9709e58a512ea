using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>
/// Which days are loaded, for the brands and sources of one answer. A day that is not loaded is unknown (null); a loaded
/// day without rows is zero. The two must never look alike.
/// </summary>
internal sealed class DataCoverage(IReadOnlyList<SourceLoad> loads)
{
    public IReadOnlyList<SourceLoad> Loads => loads;

    public DataCoverage Of(Func<SourceLoad, bool> wanted) => new([.. loads.Where(wanted)]);

    /// <summary>Whether no source has a single day of the range.</summary>
    public bool IsUnknown(DateRange range) => loads.All(load => !HasAnyDay(load, range));

    /// <summary>Last loaded day of each source, the earliest over the brands.</summary>
    public IReadOnlyDictionary<string, LocalDate> DataThrough =>
        new SortedDictionary<string, LocalDate>(loads.GroupBy(l => l.Source).ToDictionary(g => g.Key, g => g.Min(l => l.DataThrough)), StringComparer.Ordinal);

    private static bool HasAnyDay(SourceLoad load, DateRange range)
    {
        var from = LocalDate.Max(range.From, load.FirstDay);
        var to = LocalDate.Min(range.To, load.DataThrough);
        if (from > to)
            return false;

        var gaps = load.Gaps.Count(day => day >= from && day <= to);
        return gaps < new DateRange(from, to).Days;
    }
}
