using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>No credentials: enough for emulators, which ask for none.</summary>
internal sealed class NoTokenAccess : ITokenAccess
{
    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
