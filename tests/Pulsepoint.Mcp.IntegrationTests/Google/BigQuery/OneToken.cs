using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>The same token for everybody; none where it is null.</summary>
internal sealed class OneToken(string? token) : ITokenAccess
{
    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(token);
}
