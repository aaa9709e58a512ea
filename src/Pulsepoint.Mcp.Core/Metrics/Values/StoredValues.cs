using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>The values that stand in a store.</summary>
internal sealed class StoredValues(TenantContext tenant, AnswerContext answer, IWarehouse warehouse, ValuePlan plan, ValueQuery query)
{
    /// <param name="search">Text that a value must contain; null for every value.</param>
    /// <param name="after">Only the values after this one; null for all.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<DimensionValue>> FindAsync(string? search, ValuePlace? after, int count, CancellationToken cancellationToken)
    {
        // A value has at most one row a brand, and its rows stand together: so many rows hold so many values whole.
        var compiled = ValueCompiler.Compile(plan, query.Brands, search, after, count * query.Brands.Count);
        var rows = await warehouse.RunAsync(tenant, answer, compiled, cancellationToken);
        return [.. rows.GroupBy(r => r.Keys[0]!).Take(count).Select(ValueOf)]; // a value has a length: it is not null
    }

    private static DimensionValue ValueOf(IGrouping<string, FactRow> rows) =>
        new(rows.Key, [.. rows.Select(r => BrandId.Parse(r.Keys[1]!))], rows.Max(r => r.Period)); // nor is the brand that was asked for
}
