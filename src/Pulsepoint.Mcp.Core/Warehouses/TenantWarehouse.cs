namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Where a tenant's facts lie.</summary>
/// <param name="Engine">Where they are asked: DuckDB, a snapshot on each machine, or BigQuery.</param>
/// <param name="Dataset">The dataset that is asked; null where none is.</param>
/// <param name="Provisioned">The dataset that was made for this tenant last, whether it is asked or not; null for none.</param>
public sealed record TenantWarehouse(WarehouseEngine Engine, WarehousePlace? Dataset, WarehousePlace? Provisioned);
