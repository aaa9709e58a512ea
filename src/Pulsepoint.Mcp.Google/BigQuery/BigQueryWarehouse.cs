using System.Collections.Concurrent;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>The tenant's own dataset. An answer comes before the deadline, or an honest refusal does.</summary>
internal sealed class BigQueryWarehouse(IWarehousePlaces places, BudgetedQueries queries, TableCalls tables, BigQueryOptions options, TimeProvider time) : IWarehouse, IDisposable
{
    // Queries of this process at once: an explanation asks two dozen, and a project has about a hundred for all who use it.
    private const int MostAtOnce = 16;

    // A query that nobody comes back for does not run for ever.
    private static readonly Duration s_longestRun = Duration.FromMinutes(5);

    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private readonly ConcurrentDictionary<DatasetName, (string Etag, WarehouseState State)> _states = new();

    public WarehouseEngine Engine => WarehouseEngine.BigQuery;

    public async Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        if (await places.FindAsync(tenant, cancellationToken) is not { } place)
            return null;

        try
        {
            return await InTimeAsync(options.Deadline, token => DescribeAsync(tenant, place, token), () => Silent(options.Deadline), cancellationToken);
        }
        catch (BigQueryException e) when (!e.IsOurs)
        {
            throw ProblemRefusals.Of(e);
        }
    }

    public async Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(query);

        var place = await places.FindAsync(tenant, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "No warehouse data are published for this organisation.",
            "Ask your administrator to provision its BigQuery dataset.");
        var tablesRead = DatasetWall.Check(query.Sql, place.Dataset);
        var statement = Statement(tenant, answer, place, query);
        var generation = _states.TryGetValue(place.Dataset, out var known) ? known.State.Generation : "";
        var budgeted = new BudgetedQuery(QueryJob.Of(answer.Id, generation, statement), statement, tablesRead);
        return await answer.OnceAsync(budgeted.Job.JobId, async () =>
        {
            var result = await RunAsync(tenant, answer, budgeted, cancellationToken);
            return [.. result.Rows.Select(r => ResultRows.Read(r, query))];
        });
    }

    public void Dispose() => _turns.Dispose();

    private async Task<StatementResult> RunAsync(TenantContext tenant, AnswerContext answer, BudgetedQuery query, CancellationToken cancellationToken)
    {
        var share = Duration.Max(Duration.Zero, answer.Left - (answer.Patience - BigQueryOptions.ShareOf(answer.Patience)));
        try
        {
            return await InTimeAsync(
                share,
                token => InTurnAsync(() => queries.RunAsync(tenant, answer, query, token, cancellationToken), token),
                () => answer.HasBegun ? GoesOn() : Silent(share),
                cancellationToken);
        }
        catch (BigQueryException e) when (!e.IsOurs)
        {
            throw ProblemRefusals.Of(e);
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken waiting)
    {
        await _turns.WaitAsync(waiting);
        try
        {
            return await work();
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<WarehouseState> DescribeAsync(TenantContext tenant, WarehousePlace place, CancellationToken cancellationToken)
    {
        var loads = await tables.GetAsync(Caller.Of(tenant), LoadsTable.In(place), cancellationToken);
        if (loads.Etag is { } etag && _states.TryGetValue(place.Dataset, out var known) && known.Etag == etag)
            return known.State;

        var state = LoadsTable.Read(place, loads, await tables.RowsAsync(Caller.Of(tenant), loads.TableReference, cancellationToken)) ?? throw Empty();
        if (loads.Etag is not null)
            _states[place.Dataset] = (loads.Etag, state);

        return state;
    }

    private static Statement Statement(TenantContext tenant, AnswerContext answer, WarehousePlace place, CompiledQuery query) => new()
    {
        Project = place.Dataset.Project!, // every place names its project
        Location = place.Location,
        Sql = query.Sql,
        Parameters = [.. query.Parameters.Select(p => Parameters.Of(p.Name, p.Value))],
        TimeLimit = s_longestRun,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["tenant"] = tenant.Tenant.Value,
            ["tool"] = answer.Tool,
            ["answer_id"] = answer.Id.ToString(),
        },
    };

    private async Task<T> InTimeAsync<T>(Duration share, Func<CancellationToken, Task<T>> work, Func<RefusalException> late, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(share.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw late();
        }
    }

    // The tenant's row says that its facts are there. What other stores may still have is not asked in their place: it is older.
    private static RefusalException Empty() => Refusal.SourceUnavailable(
        "Nothing is loaded into the organisation's BigQuery dataset.", "Ask your administrator to load it: pulsepoint-mcp tenant move.");

    private static RefusalException Silent(Duration share) => Refusal.SourceUnavailable(
        FormattableString.Invariant($"BigQuery did not answer within {share.TotalSeconds:0.#} s."), "Try again in a moment.");

    // Of an answer that is made of several queries, what has run is not to be run, and billed, again.
    private static RefusalException GoesOn() => new(RefusalCode.SourceUnavailable, "BigQuery has not answered everything yet; what has begun goes on.", "Ask again in a minute.")
    {
        IsUnfinished = true,
    };
}
