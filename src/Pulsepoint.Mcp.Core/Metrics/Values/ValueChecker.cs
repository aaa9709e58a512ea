using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>Checks a question for values against the catalogue and the key's brands.</summary>
internal static class ValueChecker
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public static ValueQuery Check(ValueRequest request, TenantProfile profile) => new(
        NameResolver.Dimension(request.Dimension, "dimension", MetricCatalogue.Instance),
        SearchOf(request.Search?.Trim()),
        BrandSelection.Select(new MetricRequest { Brands = request.Brands }, profile),
        LimitOf(request.Limit),
        request.After);

    private static string? SearchOf(string? text) => text switch
    {
        null or "" => null,
        _ when text.Length > FilterChecker.MaxValueLength || text.Contains(FilterChecker.NullCharacter) => throw new RefusalException(
            RefusalCode.ValueInvalid,
            $"search is longer than {FilterChecker.MaxValueLength} characters or has a null character in it.",
            "Give a part of the name."),
        _ => text,
    };

    private static int LimitOf(int? limit) => limit switch
    {
        null => DefaultLimit,
        >= 1 and <= MaxLimit => limit.Value,
        _ => throw new RefusalException(RefusalCode.ValueInvalid, $"limit is not between 1 and {MaxLimit}.", $"Leave it out for {DefaultLimit} values."),
    };
}
