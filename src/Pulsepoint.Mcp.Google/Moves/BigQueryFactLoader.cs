using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Loads a generation as the platform's operator, part by part.</summary>
internal sealed class BigQueryFactLoader(DatasetState states, StagingTables staging, StagedParts parts, FactTallies tallies, Arrivals arrivals) : IFactLoader
{
    public Task<WarehouseState?> DescribeAsync(WarehousePlace place, CancellationToken cancellationToken) =>
        OperatorRefusals.InsteadAsync(() => states.ReadAsync(Caller.Operator, place, cancellationToken));

    public Task<ISentFacts> SendAsync(FactLoad load, IProgress<double>? progress, CancellationToken cancellationToken) => OperatorRefusals.InsteadAsync<ISentFacts>(async () =>
    {
        // What waits is taken for what the snapshot has, unless it, or the dataset, turned out not to have it.
        if (load.IsAnew)
            await staging.DeleteAsync(load, cancellationToken);

        return new SentFacts(load, await StageAsync(load, progress, cancellationToken), staging, tallies, arrivals);
    });

    public Task<IReadOnlyList<FactTally>> TallyAsync(TenantId tenant, WarehousePlace place, DatasetTable table, DateRange? days, CancellationToken cancellationToken) =>
        OperatorRefusals.InsteadAsync(() => tallies.ReadAsync(tenant, place, table, table.Name, days, cancellationToken));

    private async Task<IReadOnlyList<StagedTable>> StageAsync(FactLoad load, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        List<(StagedTable Table, IReadOnlyList<FactPart> Parts)> all = [];
        foreach (var table in FactLoad.Tables)
        {
            var days = load.DaysOf(table);
            all.Add((new StagedTable(table, await staging.EnsureAsync(load, table, cancellationToken), days), await load.Snapshot.PartsAsync(table, days, cancellationToken)));
        }

        var (sent, rows) = (0L, all.Sum(t => t.Parts.Sum(p => p.Rows)));
        foreach (var (table, part) in all.SelectMany(t => t.Parts, (t, part) => (t.Table, part)))
        {
            await SendAsync(load, table, part, cancellationToken);
            sent += part.Rows;
            progress?.Report(sent / (double)rows);
        }

        // Last, as it says what is loaded.
        var loads = new StagedTable(DatasetTables.Loads, await staging.EnsureAsync(load, DatasetTables.Loads, cancellationToken), Days: null);
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
}
