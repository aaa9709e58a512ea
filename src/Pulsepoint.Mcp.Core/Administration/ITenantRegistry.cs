using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>The database's list of tenants, written with the platform's credential.</summary>
public interface ITenantRegistry
{
    /// <summary>Makes the tenant, its brands, connections and users, or brings them to this description.</summary>
    /// <returns>The tenant's number in the database.</returns>
    Task<int> EnsureAsync(TenantDescription description, CancellationToken cancellationToken);

    /// <summary>The tenant with its brands and people.</summary>
    /// <exception cref="Refusals.RefusalException">There is none of that slug.</exception>
    Task<TenantDescription> DescribeAsync(TenantId tenant, CancellationToken cancellationToken);
}
