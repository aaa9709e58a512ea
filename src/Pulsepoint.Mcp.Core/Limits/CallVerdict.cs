namespace Pulsepoint.Mcp.Core.Limits;

/// <summary>Whether one call may go on.</summary>
/// <param name="IsAllowed">It may, and a token was taken for it.</param>
/// <param name="RetryAfterSeconds">How long to wait until one is there again; 0 when it is allowed.</param>
/// <param name="Limit">The limit of the person that was applied.</param>
public sealed record CallVerdict(bool IsAllowed, int RetryAfterSeconds, CallLimit Limit);
