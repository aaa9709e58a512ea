namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What can be asked of usage. The names on the wire (<see cref="UsageNames"/>) are pinned.</summary>
public enum UsageView
{
    /// <summary>Who asked what, newest first.</summary>
    Questions,

    Tokens,

    Cost,

    Latency,

    /// <summary>What failed or was refused, by code.</summary>
    Errors,

    /// <summary>What people said of answers.</summary>
    Accuracy,

    /// <summary>How far each source is loaded, and since when.</summary>
    Freshness,
}
