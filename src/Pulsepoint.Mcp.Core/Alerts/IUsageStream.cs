using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Usage events as they arrive; there is one only where a subscription is set.</summary>
public interface IUsageStream
{
    /// <summary>
    /// Every event of the tenant's own subscription at least once, until cancelled. Whose they are, the subscription says: what
    /// stands in a message is not asked.
    /// </summary>
    /// <exception cref="RefusalException">While reading: the subscription does not exist, or may not be read.</exception>
    IAsyncEnumerable<StreamedUsage> ReadAsync(TenantContext tenant, CancellationToken cancellationToken);
}
