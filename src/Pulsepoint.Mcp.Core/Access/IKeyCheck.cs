using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>Asks the database about a key by logging in with it, which needs no other right.</summary>
public interface IKeyCheck
{
    /// <returns>When it ends; earlier than the key itself says once it was replaced.</returns>
    /// <exception cref="Refusals.RefusalException">The key is not accepted, or the database cannot be reached.</exception>
    Task<Instant> CheckAsync(TenantContext tenant, CancellationToken cancellationToken);
}
