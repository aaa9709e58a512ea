using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>A request that has not been answered yet.</summary>
internal sealed record InFlightRequest(long Number, RawId Id, string Method, Era Era);
