using NodaTime;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Checks a request against the catalogue and the key's brands, and fills in what was left open.</summary>
internal static class QueryChecker
{
    public const int MaxLimit = 1_000;

    public static MetricQuery Check(MetricRequest request, TenantProfile profile, LocalDate firstDay, Func<string, LocalDate> today)
    {
        var catalogue = MetricCatalogue.Instance;
        var metrics = NameResolver.Metrics(request.Metrics, catalogue);
        var dimensions = NameResolver.Dimensions(request.Dimensions, catalogue);
        var brands = BrandSelection.Select(request, profile);
        var filters = FilterChecker.Filters(request.Filters, catalogue);
        Dimension[] cuts = [.. dimensions, .. filters.Select(f => f.Dimension)];
        RefuseImpossibleCuts(metrics, cuts, catalogue);
        var having = FilterChecker.Conditions(request.Having, metrics, dimensions, filters, catalogue);
        Metric[] all = [.. metrics, .. having.Select(h => h.Metric)];
        RefuseMissingCuts(all, cuts);
        RefuseOverlaps(all, filters, catalogue);

        var timeZone = ZoneOf(brands, profile);
        var time = TimeResolver.Resolve(request.Time, today(timeZone), firstDay);
        var grain = GrainOf(request.Grain, all);
        return new MetricQuery
        {
            Metrics = metrics,
            Dimensions = dimensions,
            Filters = filters,
            Time = time,
            Grain = grain,
            Compare = CompareResolver.Resolve(request.Compare, time),
            Having = having,
            OrderBy = SortChecker.Check(request.OrderBy, metrics, dimensions, grain),
            Limit = LimitOf(request.Limit),
            Brands = brands,
            IsAllBrands = brands.Count == profile.Brands.Count,
            Currency = request.IsInReportingCurrency ? profile.ReportingCurrency : CurrencyOf(brands, profile),
            TimeZone = timeZone,
        };
    }

    private static void RefuseImpossibleCuts(IReadOnlyList<Metric> metrics, IReadOnlyList<Dimension> cuts, MetricCatalogue catalogue)
    {
        foreach (var cut in cuts)
        {
            var blocking = metrics.FirstOrDefault(m => !m.Dimensions.Contains(cut.Id));
            if (blocking is null)
                continue;

            var perPlatform = cut.Id == "platform" && blocking.PerPlatform is { } other ? $"Per platform there is {other}. " : "";
            var possible = catalogue.Dimensions.Select(d => d.Id).Where(d => metrics.All(m => m.Dimensions.Contains(d)));
            throw new RefusalException(
                RefusalCode.DimensionIncompatible,
                $"{blocking.Id} cannot be cut or filtered by {cut.Id}.",
                $"{perPlatform}{string.Join(", ", metrics.Select(m => m.Id))} can be cut by: {string.Join(", ", possible)}.");
        }
    }

    private static void RefuseMissingCuts(IReadOnlyList<Metric> metrics, IReadOnlyList<Dimension> cuts)
    {
        if (metrics.FirstOrDefault(m => m.NeedsCut.Count > 0 && !cuts.Any(c => m.NeedsCut.Contains(c.Id))) is { } metric)
        {
            throw new RefusalException(
                RefusalCode.DimensionIncompatible,
                $"{metric.Id} says nothing without {string.Join(" or ", metric.NeedsCut)}.",
                $"Add {metric.NeedsCut[0]} to dimensions, or filter by it.");
        }
    }

    private static void RefuseOverlaps(IReadOnlyList<Metric> metrics, IReadOnlyList<DimensionFilter> filters, MetricCatalogue catalogue)
    {
        foreach (var filter in filters.Where(f => f is not { Match: FilterMatch.In, Values.Count: 1 }))
        {
            if (metrics.FirstOrDefault(m => catalogue.Overlaps(m, filter.Dimension.Id)) is not { } metric)
                continue;

            throw new RefusalException(
                RefusalCode.DimensionIncompatible,
                $"{metric.Id} can be filtered by one {filter.Dimension.Id} only: who has several would count once for each.",
                $"Filter by one {filter.Dimension.Id} with eq, or cut by {filter.Dimension.Id} without a filter on it.");
        }
    }

    private static TimeGrain? GrainOf(string? grain, IReadOnlyList<Metric> metrics)
    {
        if (grain is not null && metrics.FirstOrDefault(m => m.IsCohort) is { } cohort)
        {
            throw new RefusalException(
                RefusalCode.DimensionIncompatible,
                $"{cohort.Id} has no grain: its time is that of first orders.",
                "Leave grain out; the dimension cohort_month cuts by the month of the first order.");
        }

        return GrainOf(grain);
    }

    private static TimeGrain? GrainOf(string? grain) => grain switch
    {
        null => null,
        "day" => TimeGrain.Day,
        "week" => TimeGrain.Week,
        "month" => TimeGrain.Month,
        "quarter" => TimeGrain.Quarter,
        "year" => TimeGrain.Year,
        _ => throw new RefusalException(RefusalCode.ValueInvalid, $"{SentName.At("grain", grain)} is not a unit of time that can be used.", "Use day, week, month, quarter, year, or leave it out."),
    };

    private static int? LimitOf(int? limit) => limit is null or (>= 1 and <= MaxLimit)
        ? limit
        : throw new RefusalException(RefusalCode.ValueInvalid, $"limit is not between 1 and {MaxLimit}.", "Leave it out for every row that fits.");

    private static string ZoneOf(IReadOnlyList<Brand> brands, TenantProfile profile) =>
        brands.Select(b => b.TimeZone).Distinct().ToArray() is [var only] ? only : profile.ReportingTimeZone;

    private static string CurrencyOf(IReadOnlyList<Brand> brands, TenantProfile profile) =>
        brands.Select(b => b.Currency).Distinct().ToArray() is [var only] ? only : profile.ReportingCurrency;
}
