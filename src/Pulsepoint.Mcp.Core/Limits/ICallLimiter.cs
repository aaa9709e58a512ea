using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Limits;

/// <summary>Counts the calls of a person and of an organisation together, over all their keys, processes and machines.</summary>
public interface ICallLimiter
{
    /// <summary>Takes a token for one call, or says how long there will be none.</summary>
    /// <param name="tenant">Who calls.</param>
    /// <param name="session">The process that calls; its first call is noted in the audit log as a use of the key.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: nobody could count; or the key itself is refused.</exception>
    Task<CallVerdict> TakeAsync(TenantContext tenant, SessionId session, string tool, CancellationToken cancellationToken);
}
