namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>How far an alert is: it only ever moves on.</summary>
public enum AlertState
{
    Open,

    /// <summary>Somebody has seen it; what it watches may still be so.</summary>
    Acknowledged,

    /// <summary>It is not so any more, or somebody said that it is dealt with.</summary>
    Resolved,
}
