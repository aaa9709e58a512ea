using System.Collections.Concurrent;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>The tenant's own dataset. An answer comes before the deadline, or an honest refusal does.</summary>
internal sealed class BigQueryWarehouse(IWarehousePlaces places, BudgetedQueries queries, TableCalls tables, BigQueryOptions options, TimeProvider time) : IWarehouse
{
    // Of the time that an answer has; the rest is for everything else that it takes. 2.2 of three seconds.
    private const double ShareOfAnswer = 2.2 / 3;

    // A query that nobody comes back for does not run for ever.
    private static readonly Duration s_longestRun = Duration.FromMinutes(5);

    private readonly ConcurrentDictionary<DatasetName, (string Etag, WarehouseState State)> _states = new();

    public WarehouseEngine Engine => WarehouseEngine.BigQuery;

    public async Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        if (await places.FindAsync(tenant, cancellationToken) is not { } place)
            return null;

        try
        {
            return await InTimeAsync(options.Deadline, token => DescribeAsync(tenant, place, token), cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotFound)
        {
            return null;
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
        var share = Duration.Max(Duration.Zero, answer.Left - (answer.Patience * (1 - ShareOfAnswer)));
        try
        {
            var result = await InTimeAsync(share, token => queries.RunAsync(tenant, answer, budgeted, token, cancellationToken), cancellationToken);
            return [.. result.Rows.Select(r => ResultRows.Read(r, query))];
        }
        catch (BigQueryException e) when (!e.IsOurs)
        {
            throw ProblemRefusals.Of(e);
        }
    }

    private async Task<WarehouseState?> DescribeAsync(TenantContext tenant, WarehousePlace place, CancellationToken cancellationToken)
    {
        var loads = await tables.GetAsync(Caller.Of(tenant), LoadsTable.In(place), cancellationToken);
        if (loads.Etag is { } etag && _states.TryGetValue(place.Dataset, out var known) && known.Etag == etag)
            return known.State;

        var state = LoadsTable.Read(place, loads, await tables.RowsAsync(Caller.Of(tenant), loads.TableReference, cancellationToken));
        if (state is not null && loads.Etag is not null)
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

    private async Task<T> InTimeAsync<T>(Duration share, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(share.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Refusal.SourceUnavailable(
                FormattableString.Invariant($"BigQuery did not answer within {share.TotalSeconds:0.#} s, and the query was cancelled."),
                "Try again, or ask for fewer days or dimensions.");
        }
    }
}
