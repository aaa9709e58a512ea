using NodaTime;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <param name="Envelope">The sealed token.</param>
/// <param name="Until">The token's end; what it is bound to.</param>
/// <param name="Left">How much of its life the database says is left, whatever the time is on this machine.</param>
public sealed record TokenAnswer(byte[] Envelope, Instant Until, Duration Left);
