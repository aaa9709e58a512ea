using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>What lets its holder speak to Google as a tenant's service identity, for an hour at most.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="GoodUntil">Its end, by the clock of this machine.</param>
/// <param name="Request">The request that it answers.</param>
public sealed record AccessToken(Secret Value, Instant GoodUntil, TokenRequestId Request);
