using NodaTime;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Where an organisation's alerts are sent.</summary>
/// <param name="Url">HTTPS.</param>
/// <param name="Secret">What signs them, sealed.</param>
/// <param name="SetAt">When it was set.</param>
public sealed record AlertWebhook(Uri Url, SealedSecret Secret, Instant SetAt)
{
    /// <summary>What the secret of an organisation's webhook is sealed together with.</summary>
    public static string Bound(TenantId tenant) => $"pulsepoint-alert-webhook-v1\n{tenant}";
}
