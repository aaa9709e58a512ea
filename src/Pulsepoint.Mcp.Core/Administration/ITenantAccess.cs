using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>Whether a tenant's keys are accepted at all, decided with the platform's credential.</summary>
public interface ITenantAccess
{
    /// <summary>From the next statement on, every key of the tenant is refused; open sessions are cut.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such tenant.</exception>
    Task SuspendAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The tenant's keys are accepted again, but for those that ended in the meantime.</summary>
    /// <exception cref="Refusals.RefusalException">There is no such tenant.</exception>
    Task ResumeAsync(TenantId tenant, CancellationToken cancellationToken);
}
