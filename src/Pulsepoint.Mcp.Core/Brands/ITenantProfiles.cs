using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Brands;

/// <summary>Reads the tenant's own description through the wall.</summary>
public interface ITenantProfiles
{
    /// <summary>The profile, with only the brands that the key may see.</summary>
    /// <exception cref="Refusals.RefusalException">The key is not accepted any more, or the database cannot be reached.</exception>
    Task<TenantProfile> ReadAsync(TenantContext tenant, CancellationToken cancellationToken);
}
