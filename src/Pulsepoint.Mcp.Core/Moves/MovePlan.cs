using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>What a move to BigQuery would do.</summary>
/// <param name="Tenant">Whose facts.</param>
/// <param name="Seen">Where they are asked now.</param>
/// <param name="Target">The dataset that was provisioned for this tenant.</param>
/// <param name="Generation">The generation of this machine's snapshot.</param>
/// <param name="Loaded">The generation that the dataset has; null for none.</param>
/// <param name="Summed">The generation that the roll-ups are of; null for none.</param>
/// <param name="Tables">What is carried.</param>
public sealed record MovePlan(
    TenantId Tenant, TenantWarehouse Seen, WarehousePlace Target, string Generation, string? Loaded, string? Summed, IReadOnlyList<MovedTable> Tables)
{
    public bool NeedsLoad => Loaded != Generation;

    /// <summary>What was loaded is verified before it is summed: without its sums, nobody has said that it is right.</summary>
    public bool NeedsSums => Summed != Generation;

    public bool NeedsSwitch => Seen.Engine is not WarehouseEngine.BigQuery;

    public bool IsDone => !NeedsLoad && !NeedsSums && !NeedsSwitch;
}
