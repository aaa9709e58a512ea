namespace Pulsepoint.Mcp.Server.Transport;

internal enum LineKind
{
    Message,
    TooLong,
    End,
}
