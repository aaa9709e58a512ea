using Pulsepoint.Mcp.Core.Metrics.Values;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>About how many tokens a value takes in the structured content, which is the longer of the two forms.</summary>
internal static class ValueSize
{
    /// <summary>2,000 tokens, less what summary and warnings take.</summary>
    public const int Budget = 1_800;

    // Names of members, signs and the date.
    private const int Frame = 18;

    public static int Of(DimensionValue value) =>
        Frame + TokenEstimate.Of(value.Value) + value.Brands.Sum(b => 1 + TokenEstimate.Of(b.Value));
}
