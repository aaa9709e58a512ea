namespace Pulsepoint.Mcp.Core.Access;

/// <summary>What the database says to a key now.</summary>
public enum KeyState
{
    Live,
    Expired,
    Revoked,

    /// <summary>Good in itself, but its organisation is suspended.</summary>
    Suspended,
}
