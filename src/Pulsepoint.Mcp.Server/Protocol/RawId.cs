using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>
/// A request's id as JSON text. The client gets back exactly what it sent: <c>1.0</c>, <c>1e3</c> and integers beyond
/// 64 bits are legal JSON-RPC ids that the SDK's own id type cannot hold.
/// </summary>
internal readonly record struct RawId(string Json)
{
    public static RawId Null { get; } = new("null");

    public static bool TryRead(JsonElement element, out RawId id)
    {
        id = element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? new RawId(element.GetRawText()) : Null;
        return id != Null;
    }
}
