using System.Globalization;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>Checks filters on dimensions and conditions on metrics.</summary>
internal static class FilterChecker
{
    public const int MaxValueLength = 200;

    /// <summary>No text of Postgres can hold it.</summary>
    public const char NullCharacter = '\0';

    private const int MaxValues = 50;

    /// <summary>The filters, without those on the brand: they have chosen the brands already.</summary>
    public static IReadOnlyList<DimensionFilter> Filters(IReadOnlyList<RequestFilter> filters, MetricCatalogue catalogue) =>
    [
        .. filters
            .Select((filter, i) => (filter, place: $"filters[{i}].field"))
            .Where(f => f.filter.Field != BrandSelection.Dimension)
            .Select(f => Filter(f.filter, NameResolver.Dimension(f.filter.Field, f.place, catalogue))),
    ];

    public static IReadOnlyList<MetricCondition> Conditions(
        IReadOnlyList<RequestFilter> having,
        IReadOnlyList<Metric> metrics,
        IReadOnlyList<Dimension> dimensions,
        IReadOnlyList<DimensionFilter> filters,
        MetricCatalogue catalogue)
    {
        return [.. having.Select((h, i) => Condition(h, $"having[{i}].field", metrics, dimensions, filters, catalogue))];
    }

    public static void RequireValues(RequestFilter filter, string field)
    {
        if (filter.Values.Count is 0 or > MaxValues)
            throw new RefusalException(RefusalCode.ValueInvalid, $"The filter on {field} must hold 1 to {MaxValues} values.", "Give the values as a list.");
    }

    public static RefusalException OpInvalid(string field, string allowed) => new(
        RefusalCode.ValueInvalid, $"The op of the filter on {field} is not one that it takes.", $"Use one of {allowed}.");

    private static DimensionFilter Filter(RequestFilter filter, Dimension dimension)
    {
        var match = filter.Op switch
        {
            "eq" or "in" => FilterMatch.In,
            "neq" or "not_in" => FilterMatch.NotIn,
            "contains" => FilterMatch.Contains,
            _ => throw OpInvalid(dimension.Id, "eq, neq, in, not_in, contains"),
        };
        RequireValues(filter, dimension.Id);
        return new DimensionFilter(dimension, match, [.. filter.Values.Select(v => Value(v, dimension, match))]);
    }

    private static string Value(string text, Dimension dimension, FilterMatch match)
    {
        var value = text.Trim();
        if (value.Length is 0 or > MaxValueLength)
            throw new RefusalException(RefusalCode.ValueInvalid, $"A value of the filter on {dimension.Id} is empty or longer than {MaxValueLength} characters.", "Give it as list_values names it, or leave the filter out.");

        if (value.Contains(NullCharacter))
            throw new RefusalException(RefusalCode.ValueInvalid, $"A value of the filter on {dimension.Id} has a null character in it.", "Leave it out.");

        if (match == FilterMatch.Contains)
            return value;

        if (dimension.Values is not null)
        {
            // The catalogue's own spelling from here on: sources and warnings are found by it.
            return dimension.Values.FirstOrDefault(v => string.Equals(v, value, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusalException(
                    RefusalCode.ValueInvalid, $"A value of the filter on {dimension.Id} does not exist.", $"{dimension.Id} is one of {string.Join(", ", dimension.Values)}.");
        }

        return dimension.Shape switch
        {
            DimensionShape.Country when !(value.Length == 2 && value.All(char.IsAsciiLetter)) =>
                throw new RefusalException(RefusalCode.ValueInvalid, "A country is not written as two letters.", "Use ISO 3166 codes, like US, GB or DE."),
            DimensionShape.Month when !YearMonthPattern.Iso.Parse(value).Success =>
                throw new RefusalException(RefusalCode.ValueInvalid, $"A value of the filter on {dimension.Id} is not a month.", "Write it like 2026-03."),
            DimensionShape.Number when !(value.Length <= 4 && value.All(char.IsAsciiDigit)) =>
                throw new RefusalException(RefusalCode.ValueInvalid, $"A value of the filter on {dimension.Id} is not a whole number.", "Write it like 3."),
            _ => value,
        };
    }

    private static MetricCondition Condition(
        RequestFilter having,
        string place,
        IReadOnlyList<Metric> metrics,
        IReadOnlyList<Dimension> dimensions,
        IReadOnlyList<DimensionFilter> filters,
        MetricCatalogue catalogue)
    {
        var metric = metrics.FirstOrDefault(m => m.Id == having.Field) ?? NameResolver.Metric(having.Field, place, catalogue);
        if (dimensions.Concat(filters.Select(f => f.Dimension)).FirstOrDefault(d => !metric.Dimensions.Contains(d.Id)) is { } cut)
            throw new RefusalException(RefusalCode.DimensionIncompatible, $"{metric.Id} in having cannot be cut by {cut.Id}.", "Leave out the condition or the dimension.");

        var comparison = having.Op switch
        {
            "eq" => Comparison.Equal,
            "neq" => Comparison.NotEqual,
            "gt" => Comparison.Greater,
            "gte" => Comparison.GreaterOrEqual,
            "lt" => Comparison.Less,
            "lte" => Comparison.LessOrEqual,
            _ => throw OpInvalid(metric.Id, "eq, neq, gt, gte, lt, lte"),
        };
        return having.Values is [var text] && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? new MetricCondition(metric, comparison, value)
            : throw new RefusalException(RefusalCode.ValueInvalid, $"The condition on {metric.Id} must hold one number.", "Write it like {\"field\": \"ad_spend\", \"op\": \"gte\", \"values\": [1000]}.");
    }
}
