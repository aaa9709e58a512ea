using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Tests.Google.Access;

/// <summary>The platform's credential; none where there is no token.</summary>
internal sealed class FixedOperator(string? token) : IOperatorToken
{
    public Task<string?> TokenAsync(CancellationToken cancellationToken) => Task.FromResult(token);
}
