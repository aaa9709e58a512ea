using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>Plans of checked queries, with a dataset where the engine needs one.</summary>
internal static class Plans
{
    private static readonly DatasetName s_dataset = DatasetName.Parse("pulsepoint-eu.t_aurora");

    public static QueryPlan? Of(MetricQuery query, WarehouseEngine engine) =>
        QueryPlanner.Plan(query, engine) is not { } plan ? null
        : engine == WarehouseEngine.BigQuery ? plan with { Dataset = s_dataset }
        : plan;
}
