using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>Credentials that are always good; none where there is no token.</summary>
internal sealed class FixedToken(string? token) : ITokenAccess
{
    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(token);
}
