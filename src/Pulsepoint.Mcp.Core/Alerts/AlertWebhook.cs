using NodaTime;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Where an organisation's alerts are sent.</summary>
/// <param name="Url">HTTPS.</param>
/// <param name="Secret">What signs them, sealed.</param>
/// <param name="SetAt">When it was set.</param>
public sealed record AlertWebhook(Uri Url, SealedSecret Secret, Instant SetAt);
