using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Whom Google sees when this tenant is served.</summary>
internal interface ITokenAccess
{
    /// <summary>An access token that is good now; null when there are no credentials.</summary>
    Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken);
}
