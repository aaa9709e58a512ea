namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>The machine's clock, which somebody sets. What measures spans of time goes on as it was.</summary>
internal sealed class SetClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
