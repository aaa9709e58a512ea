using System.Collections.Concurrent;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Tests.Google.Access;

/// <summary>The tokens of keys; none where there is no token.</summary>
internal sealed class FixedTenants(string? token) : ITokenAccess
{
    /// <summary>For whom it was asked.</summary>
    public ConcurrentQueue<TenantContext> Asked { get; } = new();

    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        Asked.Enqueue(tenant);
        return Task.FromResult(token);
    }
}
