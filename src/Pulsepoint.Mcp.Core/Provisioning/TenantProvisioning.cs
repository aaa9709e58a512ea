using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>
/// A dataset for a tenant: claimed, made, and recorded, in this order, so that two tenants never share one, and what was interrupted
/// is completed by doing the same again.
/// </summary>
public sealed class TenantProvisioning(IServiceIdentities identities, IProvisionedPlaces places, IDatasetProvisioner provisioner)
{
    /// <summary>What would be done. Changes nothing.</summary>
    /// <exception cref="RefusalException">The tenant has no service identity, or the dataset is another's or cannot be called so, or it cannot be made.</exception>
    public async Task<ProvisioningPlan> PlanAsync(TenantId tenant, WarehousePlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);

        if (!DatasetOrder.HasRoomForEvents(place))
            throw new RefusalException(RefusalCode.ValueInvalid, "The dataset's name is too long: that of the events is longer by eight characters.", "Give --dataset at most 192 characters.");

        var reader = await identities.FindAsync(tenant, cancellationToken) ?? throw new RefusalException(
            RefusalCode.ValueInvalid,
            $"{tenant} has no service identity at Google, so nobody could read its dataset.",
            $"Set it first: pulsepoint-mcp tenant google {tenant} --identity pulsepoint-{tenant}@{place.Dataset.Project}.iam.gserviceaccount.com");
        await places.CheckAsync(tenant, place, cancellationToken);
        var order = new DatasetOrder(tenant, place, reader);
        return new ProvisioningPlan(order, await provisioner.PlanAsync(order, cancellationToken));
    }

    /// <param name="plan">What is to be done.</param>
    /// <param name="done">Hears of every step that was carried out.</param>
    /// <param name="cancellationToken">Stops between steps; what was made stays.</param>
    /// <exception cref="RefusalException">A step could not be carried out, or the dataset has become another's.</exception>
    public async Task CarryOutAsync(ProvisioningPlan plan, Action<ProvisioningStep> done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(done);

        var order = plan.Order;
        await places.ClaimAsync(order.Tenant, order.Place, cancellationToken);
        foreach (var step in plan.Changes)
        {
            await provisioner.ApplyAsync(order, step, cancellationToken);
            done(step);
        }

        await places.RecordAsync(order.Tenant, order.Place, cancellationToken);
    }
}
