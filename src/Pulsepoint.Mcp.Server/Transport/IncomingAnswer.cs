using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>A client's answer to a request of the server's own.</summary>
internal static class IncomingAnswer
{
    /// <summary>Null when it is none that the server could be waiting for: there is nobody to tell.</summary>
    public static JsonRpcMessage? Read(Envelope message)
    {
        try
        {
            return (JsonRpcMessage?)message.Root.Deserialize(McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
