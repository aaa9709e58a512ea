using NodaTime;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>A webhook as it is shown: without its secret, sealed or not.</summary>
/// <param name="Url">HTTPS.</param>
/// <param name="KeyId">Which sealing key opens the secret.</param>
/// <param name="SetAt">When it was set.</param>
public sealed record ListedWebhook(Uri Url, string KeyId, Instant SetAt);
