using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>Opens a tenant's stores for as many questions as one answer needs.</summary>
/// <param name="profiles">What the tenant's brands are.</param>
/// <param name="warehouses">Where facts and roll-ups lie.</param>
/// <param name="clock">Says what day it is.</param>
/// <param name="mostRows">Rows of one table over all its pages: more of them would fill the memory that all calls share.</param>
internal sealed class MetricSessions(
    ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock, int mostRows = MetricSessions.MostRows)
{
    public const int MostRows = 100_000;

    private readonly SteadyStores _stores = new(warehouses);

    /// <param name="tenant">Whose stores.</param>
    /// <param name="answer">The answer that is made.</param>
    /// <param name="read">Makes it; called again when the data were replaced meanwhile.</param>
    /// <param name="cancellationToken">The client cancelled, or the server stops.</param>
    /// <exception cref="RefusalException"><c>source_unavailable</c>, or the key is not accepted any more.</exception>
    public Task<T> RunAsync<T>(TenantContext tenant, AnswerContext answer, Func<MetricSession, Task<T>> read, CancellationToken cancellationToken) => _stores.ReadAsync(
        tenant,
        async stores => await read(new MetricSession(tenant, answer, await profiles.ReadAsync(tenant, cancellationToken), stores, clock, mostRows)),
        cancellationToken);
}
