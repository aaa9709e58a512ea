namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>What a client may assume about a tool. All four are always sent: an absent hint is read as the worst.</summary>
internal sealed record ToolHints(bool ReadOnly, bool Destructive, bool Idempotent, bool OpenWorld)
{
    /// <summary>Reads Pulsepoint's own data, changes nothing.</summary>
    public static ToolHints Reads { get; } = new(ReadOnly: true, Destructive: false, Idempotent: true, OpenWorld: false);
}
