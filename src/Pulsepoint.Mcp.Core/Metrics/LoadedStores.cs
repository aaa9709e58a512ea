using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>The stores that have data of a tenant, roll-ups first, never none.</summary>
internal sealed class LoadedStores(IReadOnlyList<(IWarehouse Warehouse, WarehouseState State)> stores)
{
    /// <summary>What the facts say is loaded; roll-ups are made from them.</summary>
    public WarehouseState Facts => stores[^1].State;

    public IEnumerable<string> Generations => stores.Select(s => s.State.Generation);

    /// <summary>The first store that can answer, with its plan; null when none can.</summary>
    public (IWarehouse Warehouse, TPlan Plan)? Choose<TPlan>(Func<WarehouseEngine, DatasetName?, TPlan?> plan)
        where TPlan : class
    {
        foreach (var (warehouse, state) in stores)
        {
            // A roll-up of another generation than the facts would answer with other numbers than the facts do.
            if (state.Generation == Facts.Generation && plan(warehouse.Engine, state.Dataset) is { } able)
                return (warehouse, able);
        }

        return null;
    }
}
