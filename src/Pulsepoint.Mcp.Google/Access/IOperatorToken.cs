namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Whom Google sees when the platform's own worker asks.</summary>
internal interface IOperatorToken
{
    /// <summary>An access token that is good now; null when there are no credentials.</summary>
    Task<string?> TokenAsync(CancellationToken cancellationToken);
}
