namespace Pulsepoint.Mcp.Doctor;

/// <summary>How a thing that was checked stands.</summary>
internal enum Standing
{
    Well,

    /// <summary>It works, and somebody should know something about it.</summary>
    Warning,

    Wrong,

    /// <summary>Not looked at, because it does not apply here or because something before it is wrong.</summary>
    Skipped,
}
