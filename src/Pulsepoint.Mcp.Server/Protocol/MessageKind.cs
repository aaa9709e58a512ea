namespace Pulsepoint.Mcp.Server.Protocol;

internal enum MessageKind
{
    Invalid,
    Request,
    Notification,
    Answer,
}
