namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>What a move is at.</summary>
public enum MoveStep
{
    Load,
    Verify,
    RollUp,
    Switch,
}
