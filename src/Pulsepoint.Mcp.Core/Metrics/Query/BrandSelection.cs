using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>The brands of a request: those named, narrowed by filters on the dimension <c>brand</c>.</summary>
internal static class BrandSelection
{
    public const string Dimension = "brand";

    public static IReadOnlyList<Brand> Select(MetricRequest request, TenantProfile profile)
    {
        // Not a question of which brands there are: the list itself is wrong.
        if (request.Brands is { Count: 0 })
            throw new RefusalException(RefusalCode.ValueInvalid, "brands is an empty list.", "Leave it out for all brands of the key, or name the brands.");

        IReadOnlyList<Brand> chosen = request.Brands is null ? profile.Brands : Find(request.Brands, profile);
        foreach (var filter in request.Filters.Where(f => f.Field == Dimension))
            chosen = Narrow(chosen, filter, profile);

        return chosen.Count > 0 ? chosen : throw Refusal.BrandUnknown();
    }

    private static Brand[] Narrow(IReadOnlyList<Brand> chosen, RequestFilter filter, TenantProfile profile)
    {
        FilterChecker.RequireValues(filter, Dimension);
        var named = Find(filter.Values, profile);
        return filter.Op switch
        {
            "eq" or "in" => [.. chosen.Where(named.Contains)],
            "neq" or "not_in" => [.. chosen.Where(b => !named.Contains(b))],
            _ => throw FilterChecker.OpInvalid(Dimension, "eq, neq, in, not_in"),
        };
    }

    private static Brand[] Find(IReadOnlyList<string> names, TenantProfile profile) =>
        [.. names.Select(name => Find(name, profile)).Distinct().OrderBy(b => b.Id.Value, StringComparer.Ordinal)];

    private static Brand Find(string name, TenantProfile profile) =>
        profile.Brands.FirstOrDefault(b =>
            string.Equals(b.Id.Value, name.Trim(), StringComparison.OrdinalIgnoreCase)
            || string.Equals(b.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw Refusal.BrandUnknown();
}
