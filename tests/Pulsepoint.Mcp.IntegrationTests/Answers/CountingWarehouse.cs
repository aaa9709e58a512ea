using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

/// <summary>A real warehouse that remembers what it was asked.</summary>
internal sealed class CountingWarehouse(IWarehouse inner, List<CompiledQuery> asked) : IWarehouse
{
    public WarehouseEngine Engine => inner.Engine;

    public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) => inner.DescribeAsync(tenant, cancellationToken);

    public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
    {
        lock (asked)
            asked.Add(query);

        return inner.RunAsync(tenant, answer, query, cancellationToken);
    }
}
