using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>A token as Google made it.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="Until">Its end as Google says it.</param>
public sealed record MintedToken(Secret Value, Instant Until);
