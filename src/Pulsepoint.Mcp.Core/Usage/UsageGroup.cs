namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What usage is summed by.</summary>
public enum UsageGroup
{
    /// <summary>A day of UTC.</summary>
    Day,

    User,

    Tool,

    /// <summary>A call that asked about several brands counts with each of them.</summary>
    Brand,
}
