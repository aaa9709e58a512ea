namespace Pulsepoint.Mcp.Google.Access;

/// <summary>No credentials, as on every machine that is not the platform's.</summary>
internal sealed class NoOperatorToken : IOperatorToken
{
    public Task<string?> TokenAsync(OperatorUse use, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
