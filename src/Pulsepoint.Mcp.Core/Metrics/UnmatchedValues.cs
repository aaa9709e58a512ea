using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>
/// Filter values that no row of the asked days has. A misspelt one would read as zero, or, among several, as a part that is
/// not missed.
/// </summary>
/// <param name="plan">The question and its source.</param>
/// <param name="run">Asks the source.</param>
internal sealed class UnmatchedValues(QueryPlan plan, Func<CompiledQuery, CancellationToken, Task<IReadOnlyList<FactRow>>> run)
{
    // Values of one spelling in upper and lower case are rows of their own.
    private const int MostRows = 1_000;

    /// <param name="total">The answer's total: where it has a sum, every filter by one value found that value.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<IReadOnlyList<DimensionFilter>> FindAsync(FactRow total, CancellationToken cancellationToken)
    {
        var isFound = total.Measures.SkipLast(1).Any(m => m is not null);
        List<DimensionFilter> unmatched = [];
        foreach (var filter in plan.Query.Filters.Where(f => f.Dimension.Values is null && IsWorthAsking(f, isFound)))
        {
            var missing = await MissingOfAsync(filter, cancellationToken);
            if (missing.Count > 0)
                unmatched.Add(filter with { Values = missing });
        }

        return unmatched;
    }

    // Where every question is billed, only an answer without anything is doubted.
    private bool IsWorthAsking(DimensionFilter filter, bool isFound) => !isFound || (plan.Engine != WarehouseEngine.BigQuery && !IsCertain(filter));

    private static bool IsCertain(DimensionFilter filter) => filter is { Match: FilterMatch.In, Values.Count: 1 } or { Match: FilterMatch.Contains, Values.Count: 1 };

    private async Task<IReadOnlyList<string>> MissingOfAsync(DimensionFilter filter, CancellationToken cancellationToken)
    {
        var asked = filter.Match is FilterMatch.NotIn ? filter with { Match = FilterMatch.In } : filter;
        var question = plan.Query with { Dimensions = [filter.Dimension], Filters = [asked], Grain = null, Having = [], OrderBy = [], Limit = null };
        IReadOnlyList<FactRow> rows;
        try
        {
            rows = await run(SqlCompiler.Rows(plan with { Query = question, Whole = null }, plan.Query.Time.Range, MostRows), cancellationToken);
        }
        catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey())
        {
            // The answer stands without it.
            return [];
        }

        // Of more than these nobody knows which are missing.
        if (rows.Count == MostRows)
            return [];

        string[] found = [.. rows.Select(r => r.Keys[0]).OfType<string>()];
        return [.. filter.Values.Where(value => !found.Any(f => Has(f, value, filter.Match)))];
    }

    private static bool Has(string found, string value, FilterMatch match) => match is FilterMatch.Contains
        ? found.Contains(value, StringComparison.OrdinalIgnoreCase)
        : found.Equals(value, StringComparison.OrdinalIgnoreCase);
}
