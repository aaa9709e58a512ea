using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Demo;
using Pulsepoint.Mcp.Core.Rollups;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Brings the demo organisations into the database and their facts onto the disk, as far as they are not there yet.</summary>
internal sealed class DemoOrganisations(ITenantRegistry registry, IDemoWarehouse warehouse, IRollupSource facts, IRollupStore rollups, DemoKeys keys)
{
    public int Count => warehouse.Tenants.Count;

    public async Task PublishFactsAsync(Instant now, int scale, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i < warehouse.Tenants.Count; i++)
        {
            var tenant = warehouse.Tenants[i].Tenant;
            var done = i;
            var share = progress is null ? null : new InlineProgress(part => progress.Report((done + part) / Count));
            if (!warehouse.IsCurrent(tenant, now, scale))
                await warehouse.PublishAsync(tenant, now, scale, share, cancellationToken);
        }

        progress?.Report(1);
    }

    public async Task<IReadOnlyList<DemoOrganisation>> EnsureAsync(CancellationToken cancellationToken)
    {
        List<DemoOrganisation> organisations = [];
        foreach (var tenant in warehouse.Tenants)
        {
            var number = await registry.EnsureAsync(tenant, cancellationToken);
            if (await rollups.GenerationAsync(tenant.Tenant, cancellationToken) != facts.Generation(tenant.Tenant))
                await rollups.ReplaceAsync(tenant.Tenant, await facts.ReadAsync(tenant.Tenant, cancellationToken), cancellationToken);

            organisations.Add(new DemoOrganisation(tenant, number, await keys.EnsureAsync(tenant, cancellationToken)));
        }

        return organisations;
    }
}
