using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Loads a generation as the platform's operator: part by part into staging tables, and from there in one step to where it is read.</summary>
internal sealed class BigQueryFactLoader(
    DatasetState states, StagingTables staging, StagedParts parts, OnceJobs once, JobCalls jobs, ResultPages pages, BigQueryOptions options) : IFactLoader
{
    private static readonly Duration s_timeLimit = Duration.FromHours(2);

    public Task<WarehouseState?> DescribeAsync(WarehousePlace place, CancellationToken cancellationToken) =>
        RefusingAsync(() => states.ReadAsync(Caller.Operator, place, cancellationToken));

    public Task LoadAsync(FactLoad load, IProgress<double>? progress, CancellationToken cancellationToken) => RefusingAsync(async () =>
    {
        // What waits is taken for what the snapshot has, unless the dataset turned out not to have it.
        if (load.IsAnew)
            await ClearAsync(load, cancellationToken);

        var staged = await StageAsync(load, progress, cancellationToken);
        await ArriveAsync(load, staged, cancellationToken);
        await ClearAsync(load, cancellationToken);
        return staged.Count;
    });

    public Task<IReadOnlyList<FactTally>> TallyAsync(TenantId tenant, WarehousePlace place, DatasetTable table, DateRange? days, CancellationToken cancellationToken) =>
        RefusingAsync<IReadOnlyList<FactTally>>(async () =>
        {
            var statement = Statement(tenant, place, new TallyQuery(table).Sql($"`{place.Dataset}.{table.Name}`", days is not null, '@')) with
            {
                Parameters = days is { } range ? [Parameters.Of("from", range.From), Parameters.Of("to", range.To)] : [],
            };
            List<FactTally> all = [];
            await foreach (var page in pages.ReadAsync(Caller.Operator, statement, cancellationToken))
                all.AddRange(page.Select(TallyOf));

            return all;
        });

    private async Task ClearAsync(FactLoad load, CancellationToken cancellationToken)
    {
        foreach (var table in FactLoad.Tables.Append(DatasetTables.Loads))
            await staging.DeleteAsync(load.Place, table, load.Snapshot.State.Generation, cancellationToken);
    }

    private async Task<IReadOnlyList<StagedTable>> StageAsync(FactLoad load, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var generation = load.Snapshot.State.Generation;
        List<(StagedTable Table, IReadOnlyList<FactPart> Parts)> all = [];
        foreach (var table in FactLoad.Tables)
        {
            var days = load.DaysOf(table);
            all.Add((new StagedTable(table, await staging.EnsureAsync(load.Place, table, generation, cancellationToken), days), await load.Snapshot.PartsAsync(table, days, cancellationToken)));
        }

        var (sent, rows) = (0L, all.Sum(t => t.Parts.Sum(p => p.Rows)));
        foreach (var (table, part) in all.SelectMany(t => t.Parts, (t, part) => (t.Table, part)))
        {
            await SendAsync(load, table, part, cancellationToken);
            sent += part.Rows;
            progress?.Report(sent / (double)rows);
        }

        // Last, as it says what is loaded.
        var loads = new StagedTable(DatasetTables.Loads, await staging.EnsureAsync(load.Place, DatasetTables.Loads, generation, cancellationToken), Days: null);
        await parts.SendAsync(
            load.Tenant, load.Place, loads, FactPart.Whole, StagedParts.JsonLines, () => Task.FromResult<Stream>(LoadsFile.Of(load.Snapshot.State)), cancellationToken);
        return [.. all.Select(t => t.Table), loads];
    }

    private async Task SendAsync(FactLoad load, StagedTable table, FactPart part, CancellationToken cancellationToken)
    {
        FactFile? file = null;
        try
        {
            await parts.SendAsync(
                load.Tenant, load.Place, table, part.Name, StagedParts.Parquet, async () => (file = await load.Snapshot.WriteAsync(table.Table, part, cancellationToken)).Open(), cancellationToken);
        }
        finally
        {
            file?.Dispose();
        }
    }

    private async Task ArriveAsync(FactLoad load, IReadOnlyList<StagedTable> staged, CancellationToken cancellationToken)
    {
        var statement = Statement(load.Tenant, load.Place, ArrivalScript.Of(load.Place, staged)) with { Parameters = ArrivalScript.ParametersOf(staged) };
        await once.RunAsync(statement.Project, load.Place.Location, [load.Tenant.Value, .. staged.Select(s => s.Identity)], RunAsync, cancellationToken);

        async Task<Job> RunAsync(JobReference reference)
        {
            await jobs.InsertAsync(Caller.Operator, reference, statement.ToJob(), cancellationToken);
            return await jobs.FinishAsync(Caller.Operator, reference, cancellationToken);
        }
    }

    private Statement Statement(TenantId tenant, WarehousePlace place, string sql) => new()
    {
        Project = place.Dataset.Project!, // every place names its project
        Location = place.Location,
        Sql = sql,
        MostBytesBilled = options.MostBytesOfOperator,
        TimeLimit = s_timeLimit,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant.Value },
    };

    private static FactTally TallyOf(ResultRow row) => new(
        Text(row.F[0]) is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
        Text(row.F[1]),
        [.. row.F.Skip(2).Select(cell => Text(cell) is { } number ? decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture) : (decimal?)null)]);

    private static string? Text(ResultCell cell) => cell.V.ValueKind == JsonValueKind.Null ? null : cell.V.GetString();

    private static async Task<T> RefusingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BigQueryException e)
        {
            throw OperatorRefusals.Of(e);
        }
    }
}
