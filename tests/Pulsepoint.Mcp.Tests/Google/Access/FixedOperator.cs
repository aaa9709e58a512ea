using System.Collections.Concurrent;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Tests.Google.Access;

/// <summary>The platform's credential; none where there is no token.</summary>
internal sealed class FixedOperator(string? token) : IOperatorToken
{
    /// <summary>What it was asked for.</summary>
    public ConcurrentQueue<OperatorUse> Uses { get; } = new();

    public Task<string?> TokenAsync(OperatorUse use, CancellationToken cancellationToken)
    {
        Uses.Enqueue(use);
        return Task.FromResult(token);
    }
}
