namespace Pulsepoint.Mcp.Core.Metrics.Values;

/// <summary>How the values of an answer were found.</summary>
public enum ValueMatch
{
    /// <summary>Nothing was searched for.</summary>
    All,

    /// <summary>They contain the text.</summary>
    Search,

    /// <summary>None contains the text; these look like it.</summary>
    Nearest,
}
