namespace Pulsepoint.Mcp.Alerts;

/// <summary>Where webhooks may be.</summary>
internal sealed record WebhookOptions
{
    /// <summary><c>PULSEPOINT_WEBHOOK_PRIVATE=1</c>: in the own network, too.</summary>
    public bool AllowsPrivate { get; init; }

    /// <summary>Over plain HTTP where the address is of this machine. No setting says so: it is for tests.</summary>
    public bool AllowsLoopbackHttp { get; init; }
}
