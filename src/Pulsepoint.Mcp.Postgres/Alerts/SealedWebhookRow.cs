namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed record SealedWebhookRow
{
    public required string KeyId { get; init; }

    public required byte[] Sealed { get; init; }
}
