using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>One plan on its way to an answer: rows, totals and comparison are run, then shaped together.</summary>
internal sealed class MetricRun(IWarehouse warehouse, QueryPlan plan, string generation, DataCoverage coverage, Instant? fixedNow, TimeProvider time)
{
    private readonly TableShaper _shaper = new(plan, coverage);

    public async Task<MetricResult> ReadAsync(TenantContext tenant, int maxRows, CancellationToken cancellationToken)
    {
        var query = plan.Query;
        var range = query.Time.Range;
        var wanted = query.Limit ?? (query.IsPlainSeries ? TableShaper.Periods(query.Grain!.Value, range).Count() : maxRows); // a series has a grain
        var facts = await RunAsync(tenant, SqlCompiler.Rows(plan, range, wanted + 1), cancellationToken);
        var isCut = facts.Count > wanted;
        var known = _shaper.Rows([.. facts.Where(f => !IsEmpty(f)).Take(wanted)], range);
        var rows = isCut ? known : new UnknownRows(plan, coverage, _shaper).AddTo(known, range);
        var totals = _shaper.Totals(await TotalsAsync(tenant, range, cancellationToken), range);
        var compared = query.Compare is { } compare ? await CompareAsync(tenant, compare, rows, totals, maxRows, cancellationToken) : null;

        var provenance = new Provenance
        {
            Query = query,
            Source = plan.Source,
            Generation = generation,
            DataThrough = coverage.DataThrough,
            IsPartial = query.Time.IsPartial || !coverage.IsWhole(range),
            ProvisionalFrom = RestatementWindow.ProvisionalFrom(plan.Feeds, query.Time),
            Now = fixedNow,
        };
        return new MetricResult
        {
            AnswerId = AnswerId.New(time),
            Summary = SummaryWriter.Write(query, coverage, rows, totals, compared),
            Warnings = WarningWriter.Write(plan, coverage, provenance, rows.Count, query.Limit is not null && isCut),
            Columns = [.. Columns()],
            Rows = [.. rows.Select(Cells)],
            Totals = Rounded(totals),
            Compare = compared,
            IsTruncated = query.Limit is null && isCut,
            Provenance = provenance,
        };
    }

    private async Task<ComparedResult> CompareAsync(
        TenantContext tenant,
        ResolvedCompare compare,
        IReadOnlyList<TableRow> rows,
        IReadOnlyDictionary<string, decimal?> totals,
        int maxRows,
        CancellationToken cancellationToken)
    {
        var facts = await RunAsync(tenant, SqlCompiler.Counterparts(plan, compare.Range, maxRows), cancellationToken);
        var then = _shaper.Totals(await TotalsAsync(tenant, compare.Range, cancellationToken), compare.Range);
        var aligned = new ComparedTable(_shaper, plan.Query, plan.Query.Time.Range, compare.Range).Align(rows, [.. facts.Where(f => !IsEmpty(f))]);
        var change = plan.Query.Metrics.ToDictionary(m => m.Id, m => ComparedTable.Change(m, totals[m.Id], then[m.Id]));
        return new ComparedResult(compare.Mode, compare.Range, [.. aligned.Select(Cells)], Rounded(then), change);
    }

    private async Task<FactRow> TotalsAsync(TenantContext tenant, DateRange range, CancellationToken cancellationToken) =>
        (await RunAsync(tenant, SqlCompiler.Totals(plan, range), cancellationToken))[0];

    private async Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, CompiledQuery query, CancellationToken cancellationToken)
    {
        var rows = await warehouse.RunAsync(tenant, query, cancellationToken);

        // The last measure counts sums that found no exchange rate: adding the rest would be a wrong number that looks right.
        if (rows.Any(r => r.Measures[^1] is > 0m))
        {
            throw Refusal.SourceUnavailable(
                $"Some amounts have no exchange rate to {plan.Query.Currency} on their day.",
                "Ask for one brand at a time, or ask your administrator to load the exchange rates.");
        }

        return rows;
    }

    /// <summary>A group without a name in which nothing happened: orders' shipping has no product, and no value by product either.</summary>
    private static bool IsEmpty(FactRow row) => row.Keys.Contains(null) && row.Measures.All(m => m is null or 0m);

    private IEnumerable<ResultColumn> Columns()
    {
        if (plan.Query.Grain is not null)
            yield return new ResultColumn("date", "date", null);

        foreach (var dimension in plan.Query.Dimensions)
            yield return new ResultColumn(dimension.Id, "text", null);

        foreach (var metric in plan.Query.Metrics)
        {
            var unit = metric.Unit switch { MetricUnit.Money => plan.Query.Currency, MetricUnit.Percent => "percent", _ => null };
            yield return new ResultColumn(metric.Id, metric.Unit.ToString().ToLowerInvariant(), unit);
        }
    }

    private IReadOnlyList<Cell> Cells(TableRow row)
    {
        List<Cell> cells = [];
        if (plan.Query.Grain is not null)
            cells.Add(Cell.Of(row.Period is { } p ? ValueText.Of(p) : null));

        cells.AddRange(row.Keys.Select(Cell.Of));
        cells.AddRange(plan.Query.Metrics.Select((m, i) => Cell.Of(MetricRounding.Round(m, row.Values[i]))));
        return cells;
    }

    private Dictionary<string, decimal?> Rounded(IReadOnlyDictionary<string, decimal?> totals) =>
        plan.Query.Metrics.ToDictionary(m => m.Id, m => MetricRounding.Round(m, totals[m.Id]));
}
