namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>What an observation means for a rule.</summary>
public enum AlertVerdict
{
    /// <summary>Nothing changes.</summary>
    Nothing,

    /// <summary>It is so, and no alert says it yet.</summary>
    Fire,

    /// <summary>It is not so any more.</summary>
    Resolve,
}
