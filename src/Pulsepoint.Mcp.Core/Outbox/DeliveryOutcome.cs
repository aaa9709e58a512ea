using NodaTime;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>How a delivery ended. Reasons are one sentence for people, without anything from the events.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The sink has every one of them.</summary>
    public sealed record Delivered : DeliveryOutcome;

    /// <summary>Not now: the same events may be taken later.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="After">How long the sink asks to be left alone; null where it does not say.</param>
    public sealed record Retry(string Reason, Duration? After = null) : DeliveryOutcome;

    /// <summary>One of them is something that the sink will never take. The outbox finds out which, and sets that one aside.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Rejected(string Reason) : DeliveryOutcome;

    /// <summary>The sink is not there, or does not know us: nothing is wrong with the events, and people have to set something right.</summary>
    /// <param name="Reason">What is wrong, and how it is set right.</param>
    public sealed record Misconfigured(string Reason) : DeliveryOutcome;
}
