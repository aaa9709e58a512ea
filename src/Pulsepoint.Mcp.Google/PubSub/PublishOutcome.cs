namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>What became of events that were to be published.</summary>
internal abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>Pub/Sub has them all.</summary>
    public sealed record Delivered : PublishOutcome;

    /// <summary>Not now; some may have arrived, so the same ones must be sent again.</summary>
    public sealed record Retry(string Reason) : PublishOutcome;

    /// <summary>One of them is such that it will never be taken.</summary>
    public sealed record Rejected(string Reason) : PublishOutcome;

    /// <summary>Nothing is wrong with the events: somebody has to set something right first.</summary>
    public sealed record Misconfigured(string Reason) : PublishOutcome;
}
