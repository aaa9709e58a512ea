using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Results;

/// <summary>
/// Which days are loaded, for the brands and sources of one answer. A day that is not loaded is unknown (null); a loaded
/// day without rows is zero. The two must never look alike.
/// </summary>
internal sealed class DataCoverage(IReadOnlyList<SourceLoad> loads)
{
    public IReadOnlyList<SourceLoad> Loads => loads;

    /// <summary>Sources that are connected but have nothing loaded yet.</summary>
    public IReadOnlyList<(BrandId Brand, string Source)> NeverLoaded { get; init; } = [];

    /// <summary>Last loaded day of each source, the earliest over the brands.</summary>
    public IReadOnlyDictionary<string, LocalDate> DataThrough =>
        new SortedDictionary<string, LocalDate>(loads.GroupBy(l => l.Source).ToDictionary(g => g.Key, g => g.Min(l => l.DataThrough)), StringComparer.Ordinal);

    /// <summary>What of the facts an answer about these brands and sources rests on.</summary>
    public static DataCoverage Of(WarehouseState facts, IReadOnlyList<Brand> brands, IReadOnlyList<string> feeds)
    {
        SourceLoad[] loads = [.. facts.Loads.Where(l => brands.Any(b => b.Id == l.Brand) && feeds.Contains(l.Source))];
        var connected = brands.SelectMany(b => b.Sources.Intersect(feeds), (b, source) => (b.Id, source));
        return new DataCoverage(loads) { NeverLoaded = [.. connected.Where(c => !loads.Any(l => (l.Brand, l.Source) == c))] };
    }

    public DataCoverage Of(Func<SourceLoad, bool> wanted) => new([.. loads.Where(wanted)]);

    /// <summary>Whether no source has a single day of the range.</summary>
    public bool IsUnknown(DateRange range) => loads.All(load => !HasAnyDay(load, range));

    /// <summary>Whether every source has every day of the range.</summary>
    public bool IsWhole(DateRange range) =>
        loads.Count > 0 && NeverLoaded.Count == 0 && loads.All(load => Loaded(load, range) == range && !load.Gaps.Any(range.Contains));

    /// <summary>The part of the range between a source's first and last day; null when they do not meet.</summary>
    public static DateRange? Loaded(SourceLoad load, DateRange range)
    {
        var loaded = new DateRange(LocalDate.Max(range.From, load.FirstDay), LocalDate.Min(range.To, load.DataThrough));
        return loaded.From <= loaded.To ? loaded : null;
    }

    private static bool HasAnyDay(SourceLoad load, DateRange range) =>
        Loaded(load, range) is { } loaded && load.Gaps.Count(loaded.Contains) < loaded.Days;
}
