using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Reads every tenant's usage, with the platform's credential. No question and no person is in it.</summary>
public interface IUsageBilling
{
    /// <summary>Days with usage, tenant by tenant, in order.</summary>
    /// <param name="tenant">Only this one; null for all.</param>
    /// <param name="days">Days of UTC, both included.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="Refusals.RefusalException">There is no such tenant, the credential is missing or refused, or the database is away.</exception>
    Task<IReadOnlyList<UsageDay>> ReadAsync(TenantId? tenant, DateRange days, CancellationToken cancellationToken);
}
