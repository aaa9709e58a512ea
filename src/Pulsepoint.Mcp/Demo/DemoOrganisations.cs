using NodaTime;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Demo;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Brings the demo organisations into the database and their facts onto the disk, as far as they are not there yet.</summary>
internal sealed class DemoOrganisations(
    ITenantRegistry registry, ITenantRoster roster, IDemoWarehouse warehouse, RollupLoader rollups, DemoKeys keys)
{
    /// <summary>The key that the demo asks with, whether it is issued yet or not.</summary>
    public string AskingKeyFile => keys.FileOf(warehouse.Tenants[0].Tenant, "analyst");

    /// <summary>That key, if its text is good for another day; the database may still refuse it.</summary>
    public KeyId? AskingKey => keys.Read(AskingKeyFile)?.Key;

    /// <summary>Whether an earlier run left the facts of every organisation as this one would make them.</summary>
    public bool HasFacts(Instant now, int scale) => warehouse.Tenants.All(t => warehouse.IsCurrent(t.Tenant, now, scale));

    /// <summary>All at once: each organisation has its own file, and one alone does not keep every core busy.</summary>
    public async Task PublishFactsAsync(Instant now, int scale, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var missing = warehouse.Tenants.Select(t => t.Tenant).Where(tenant => !warehouse.IsCurrent(tenant, now, scale)).ToArray();
        var shares = new double[missing.Length];
        await Task.WhenAll(missing.Select((tenant, i) => warehouse.PublishAsync(tenant, now, scale, Share(i), cancellationToken)));

        IProgress<double>? Share(int index) => progress is null ? null : new InlineProgress(share =>
        {
            shares[index] = share;
            progress.Report(shares.Average());
        });
    }

    public async Task<IReadOnlyList<DemoOrganisation>> EnsureAsync(CancellationToken cancellationToken)
    {
        List<(TenantDescription Tenant, int Number)> known = [];
        foreach (var tenant in warehouse.Tenants)
            known.Add((tenant, await registry.EnsureAsync(tenant, cancellationToken)));

        // All at once: while this process sums one organisation's facts, the database stores another's sums.
        await Task.WhenAll(known.Select(k => EnsureRollupsAsync(k.Tenant, cancellationToken)));

        List<DemoOrganisation> organisations = [];
        foreach (var (tenant, number) in known)
            organisations.Add(new DemoOrganisation(tenant, number, await EnsureKeysAsync(tenant, cancellationToken)));

        return organisations;
    }

    private async Task EnsureRollupsAsync(TenantDescription tenant, CancellationToken cancellationToken)
    {
        if (await rollups.IsCurrentAsync(tenant.Tenant, cancellationToken))
            return;

        foreach (var brand in tenant.Brands)
            await roster.ChangeCostsAsync(tenant.Tenant, brand.Id, brand.Costs, cancellationToken);

        await rollups.LoadAsync(tenant.Tenant, touched: null, cancellationToken);
    }

    private async Task<IReadOnlyList<DemoKey>> EnsureKeysAsync(TenantDescription tenant, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.EnsureAsync(tenant, cancellationToken);
        }
        catch (RefusalException gone) when (gone.Code is RefusalCode.ValueInvalid)
        {
            throw new RefusalException(
                gone.Code,
                $"A person of the demo's {tenant.Name} was erased, so their key cannot be made again.",
                "Run pulsepoint-mcp demo --reset to begin anew.",
                gone);
        }
    }
}
