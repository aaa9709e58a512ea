namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>
/// How a request says which protocol it speaks. Decided for every request by itself, so that one connection may carry a
/// probe of the one and a session of the other.
/// </summary>
internal enum Era
{
    /// <summary>Revisions up to 2025-11-25: one <c>initialize</c> speaks for all that follows.</summary>
    Handshake,

    /// <summary>2026-07-28 and later: each request names its revision in <c>_meta</c>.</summary>
    PerRequest,
}
