namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Whom Google sees when the platform itself asks: its worker, or an operator who makes a tenant's dataset.</summary>
internal interface IOperatorToken
{
    /// <summary>An access token that is good now; null when there are no credentials.</summary>
    Task<string?> TokenAsync(OperatorUse use, CancellationToken cancellationToken);
}
