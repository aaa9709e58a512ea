using NodaTime;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>A sealed secret in its place.</summary>
/// <param name="Place">What it is for.</param>
/// <param name="Secret">Still sealed.</param>
/// <param name="SealedAt">When it was set, or put under its present key.</param>
public sealed record KeptSecret(SecretPlace Place, SealedSecret Secret, Instant SealedAt);
