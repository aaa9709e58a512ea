using NodaTime;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed record WebhookRow
{
    public required string Url { get; init; }

    public required string KeyId { get; init; }

    public byte[]? Sealed { get; init; }

    public required DateTime SetAt { get; init; }

    public ListedWebhook ToListed() => new(new Uri(Url), KeyId, Instant.FromDateTimeUtc(SetAt));

    public AlertWebhook ToWebhook() => new(new Uri(Url), new SealedSecret(KeyId, Sealed ?? []), Instant.FromDateTimeUtc(SetAt));
}
