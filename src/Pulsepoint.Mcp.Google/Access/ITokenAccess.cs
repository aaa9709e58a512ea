using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Whom Google sees when this tenant is served.</summary>
internal interface ITokenAccess
{
    /// <summary>An access token that is good now; null when there are no credentials.</summary>
    Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <summary>Told of a token that Google refused.</summary>
    /// <returns>Whether another is to be had by asking again.</returns>
    bool Forget(TenantContext tenant, string token) => false;
}
