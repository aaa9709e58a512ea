namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>How a dimension's values are written, and so in which order they come.</summary>
public enum DimensionShape
{
    Text,

    /// <summary>ISO 3166 code of two letters.</summary>
    Country,

    /// <summary><c>2026-03</c>.</summary>
    Month,

    /// <summary>A whole number from zero on.</summary>
    Number,
}
