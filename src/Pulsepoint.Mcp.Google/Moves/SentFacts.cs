using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>What waits in staging tables.</summary>
/// <param name="load">What was sent.</param>
/// <param name="staged">Where it waits, the loads last.</param>
/// <param name="staging">Clears them when all has arrived.</param>
/// <param name="tallies">Adds them up.</param>
/// <param name="arrivals">Brings them where they are read.</param>
internal sealed class SentFacts(FactLoad load, IReadOnlyList<StagedTable> staged, StagingTables staging, FactTallies tallies, Arrivals arrivals) : ISentFacts
{
    public Task<IReadOnlyList<FactTally>> TallyAsync(DatasetTable table, CancellationToken cancellationToken)
    {
        var waiting = staged.Single(s => s.Table.Name == table.Name).Staging.TableReference.TableId;
        return OperatorRefusals.InsteadAsync(() => tallies.ReadAsync(load.Tenant, load.Place, table, waiting, days: null, cancellationToken));
    }

    public Task ArriveAsync(CancellationToken cancellationToken) => OperatorRefusals.InsteadAsync(async () =>
    {
        await arrivals.ArriveAsync(load, staged, cancellationToken);
        await staging.ClearAsync(load, cancellationToken);
    });
}
