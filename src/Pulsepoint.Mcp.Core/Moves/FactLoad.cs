using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>One generation of a tenant's facts on its way into a dataset.</summary>
/// <param name="Tenant">Whose facts.</param>
/// <param name="Place">The dataset that was provisioned for this tenant.</param>
/// <param name="Snapshot">The facts.</param>
/// <param name="Days">The days that differ from what the dataset has; null for everything.</param>
public sealed record FactLoad(TenantId Tenant, WarehousePlace Place, IFactSnapshot Snapshot, DateRange? Days)
{
    /// <summary>The tables that are carried: what is known about loads is written anew, and events are no facts.</summary>
    public static IReadOnlyList<DatasetTable> Tables { get; } = [.. DatasetTables.All.Where(t => t.Kind is not TableKind.Records)];

    /// <summary>Whether nothing is taken up that an earlier load has sent.</summary>
    public bool IsAnew { get; init; }

    /// <summary>The days of a table that are replaced; null for all of it.</summary>
    public DateRange? DaysOf(DatasetTable table)
    {
        ArgumentNullException.ThrowIfNull(table);

        return table.Partition is not null && !table.ChangesAfterwards ? Days : null;
    }
}
