using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>The stores that have data of a tenant, roll-ups first, never none.</summary>
internal sealed class LoadedStores(IReadOnlyList<(IWarehouse Warehouse, WarehouseState State)> stores)
{
    /// <summary>What the facts say is loaded; roll-ups are made from them.</summary>
    public WarehouseState Facts => stores[^1].State;

    public IEnumerable<string> Generations => stores.Select(s => s.State.Generation);

    /// <summary>The first store that can answer and is sure of these texts, else the first that can answer; null when none can.</summary>
    /// <param name="texts">What stored texts are compared with, upper and lower case alike.</param>
    /// <param name="plan">The plan of an engine.</param>
    public (IWarehouse Warehouse, TPlan Plan)? Choose<TPlan>(IReadOnlyList<string> texts, Func<WarehouseEngine, DatasetName?, TPlan?> plan)
        where TPlan : class =>
        Choose((engine, dataset) => LetterCase.IsSure(engine, texts) ? plan(engine, dataset) : null) ?? Choose(plan);

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
