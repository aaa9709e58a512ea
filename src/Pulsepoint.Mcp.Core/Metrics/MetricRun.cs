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
internal sealed class MetricRun(
    TenantContext tenant, AnswerContext answer, IWarehouse warehouse, QueryPlan plan, string generation, DataCoverage coverage, Instant? fixedNow, int mostRows)
{
    private readonly TableShaper _shaper = new(plan, coverage);

    public QueryPlan Plan => plan;

    /// <summary>Whether all is one group, whose row is the total.</summary>
    private bool IsOneRow => plan.Query is { Grain: null, Dimensions.Count: 0, Having.Count: 0 };

    public Task<MetricResult> ReadAsync(CancellationToken cancellationToken) => ReadAsync(int.MaxValue, cancellationToken);

    /// <param name="mostSaid">How many metrics the summary names; the table has them all.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<MetricResult> ReadAsync(int mostSaid, CancellationToken cancellationToken) =>
        await ReadAsync(await TotalsAsync(cancellationToken), mostSaid, cancellationToken);

    /// <param name="sums">What <see cref="TotalsAsync"/> read.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public Task<MetricResult> ReadAsync(RunTotals sums, CancellationToken cancellationToken) => ReadAsync(sums, int.MaxValue, cancellationToken);

    /// <summary>Asks at once for all that the result will be made of, where a query takes its time however small it is.</summary>
    public Task ReadAheadAsync(CancellationToken cancellationToken) => AheadAsync(ResultQueries(), cancellationToken);

    /// <summary>As <see cref="ReadAheadAsync"/>, for the rows alone.</summary>
    public Task TableAheadAsync(CancellationToken cancellationToken) => AheadAsync([RowsQuery()], cancellationToken);

    /// <summary>As <see cref="ReadAheadAsync"/>, for the groups of the days and of those they are compared with.</summary>
    public Task GroupsAheadAsync(CancellationToken cancellationToken) => AheadAsync([.. Ranges().Select(GroupsQuery)], cancellationToken);

    private async Task<MetricResult> ReadAsync(RunTotals sums, int mostSaid, CancellationToken cancellationToken)
    {
        var query = plan.Query;
        var total = sums.Now;
        var (rows, isCut) = IsOneRow ? (_shaper.Rows([total], query.Time.Range), false) : await RowsAsync(cancellationToken);
        var totals = _shaper.Totals(total, query.Time.Range);
        var unmatched = await new UnmatchedValues(plan, (asked, token) => warehouse.RunAsync(tenant, answer, asked, token)).FindAsync(total, cancellationToken);
        var compared = query.Compare is { } compare ? await CompareAsync(compare, sums.Then!, rows, totals, cancellationToken) : null; // read with a comparison

        var provenance = new Provenance
        {
            Query = query,
            Source = plan.Source,
            Generation = generation,
            DataThrough = coverage.DataThrough,
            IsPartial = IsPartial(query.Time.Range),
            ProvisionalFrom = RestatementWindow.ProvisionalFrom(plan.Feeds, query.Time),
            Now = fixedNow,
        };
        return new MetricResult
        {
            AnswerId = answer.Id,
            Summary = SummaryWriter.Write(query with { Metrics = [.. query.Metrics.Take(mostSaid)] }, coverage, rows, totals, compared),
            Warnings = WarningWriter.Write(plan, coverage, provenance, rows.Count, isCut, unmatched),
            Columns = [.. Columns()],
            Rows = [.. rows.Select(Cells)],
            Totals = Rounded(totals),
            Compare = compared,
            Provenance = provenance,
        };
    }

    /// <summary>The rows alone, for an answer that has its totals from another question.</summary>
    public async Task<ResultTable> TableAsync(CancellationToken cancellationToken)
    {
        var (rows, _) = await RowsAsync(cancellationToken);
        return new ResultTable([.. Columns()], [.. rows.Select(Cells)], plan.Source);
    }

    /// <summary>The exact sums of everything, now and on the days compared with; not rounded.</summary>
    public async Task<RunTotals> TotalsAsync(CancellationToken cancellationToken) => new(
        await TotalAsync(plan.Query.Time.Range, cancellationToken),
        plan.Query.Compare is { } compare ? await TotalAsync(compare.Range, cancellationToken) : null);

    /// <summary>The exact sums of every group of the query on these days, whatever its conditions; not rounded.</summary>
    /// <exception cref="RefusalException"><c>result_too_large</c>: with some of them missing, the rest would say something else.</exception>
    public async Task<IReadOnlyList<FactRow>> GroupsAsync(DateRange range, CancellationToken cancellationToken)
    {
        var facts = await RunAsync(GroupsQuery(range), cancellationToken);
        return facts.Count <= mostRows ? facts : throw TooLarge.Of(plan.Query, mostRows);
    }

    private async Task<(IReadOnlyList<TableRow> Rows, bool IsCut)> RowsAsync(CancellationToken cancellationToken)
    {
        var (query, range, wanted) = (plan.Query, plan.Query.Time.Range, RowsWanted);
        var facts = await RunAsync(RowsQuery(), cancellationToken);
        if (facts.Count > wanted && query.Limit is null)
            throw TooLarge.Of(query, mostRows);

        var known = _shaper.Rows([.. facts.Take(wanted)], range);
        return facts.Count > wanted ? (known, true) : (new UnknownRows(plan, coverage, _shaper).AddTo(known, range), false);
    }

    private async Task<ComparedResult> CompareAsync(
        ResolvedCompare compare,
        FactRow total,
        IReadOnlyList<TableRow> rows,
        IReadOnlyDictionary<string, decimal?> totals,
        CancellationToken cancellationToken)
    {
        var facts = IsOneRow ? [total] : await GroupsAsync(compare.Range, cancellationToken);
        var then = _shaper.Totals(total, compare.Range);
        var aligned = new ComparedTable(_shaper, plan.Query, plan.Query.Time.Range, compare.Range).Align(rows, facts);
        var change = plan.Query.Metrics.ToDictionary(m => m.Id, m => ComparedTable.Change(m, totals[m.Id], then[m.Id]));
        return new ComparedResult(compare.Mode, compare.Range, [.. aligned.Select(Cells)], Rounded(then), change, IsPartial(compare.Range));
    }

    private bool IsPartial(DateRange range) => range.Contains(plan.Query.Time.Today) || !coverage.IsWhole(range);

    private int RowsWanted =>
        plan.Query.Limit ?? (plan.Query.IsPlainSeries ? TableShaper.Periods(plan.Query.Grain!.Value, plan.Query.Time.Range).Count() : mostRows); // a series has a grain

    private CompiledQuery RowsQuery() => SqlCompiler.Rows(plan, plan.Query.Time.Range, RowsWanted + 1);

    private CompiledQuery GroupsQuery(DateRange range) => SqlCompiler.Counterparts(plan, range, mostRows + 1);

    private DateRange[] Ranges() => plan.Query.Compare is { } compare ? [plan.Query.Time.Range, compare.Range] : [plan.Query.Time.Range];

    private CompiledQuery[] ResultQueries()
    {
        var totals = Ranges().Select(range => SqlCompiler.Totals(plan, range));
        return IsOneRow ? [.. totals] : [.. totals, RowsQuery(), .. Ranges().Skip(1).Select(GroupsQuery)];
    }

    // A failure is told to whoever asks for the rows. Other engines answer in milliseconds, and have better to do than the same at once.
    private async Task AheadAsync(CompiledQuery[] queries, CancellationToken cancellationToken)
    {
        if (warehouse.Engine is WarehouseEngine.BigQuery)
            await Task.WhenAll(queries.Select(query => (Task)warehouse.RunAsync(tenant, answer, query, cancellationToken))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<FactRow> TotalAsync(DateRange range, CancellationToken cancellationToken) =>
        (await RunAsync(SqlCompiler.Totals(plan, range), cancellationToken))[0];

    private async Task<IReadOnlyList<FactRow>> RunAsync(CompiledQuery query, CancellationToken cancellationToken)
    {
        var rows = await warehouse.RunAsync(tenant, answer, query, cancellationToken);

        // The last measure counts sums that found no exchange rate: adding the rest would be a wrong number that looks right.
        if (rows.Any(r => r.Measures[^1] is > 0m))
        {
            throw Refusal.SourceUnavailable(
                $"Some amounts have no exchange rate to {plan.Query.Currency} on their day.",
                "Ask for one brand at a time, or ask your administrator to load the exchange rates.");
        }

        return rows;
    }

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
