using System.Text.Json;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// What receivers sort events by, read from the event itself. Types and versions are taken as they stand: the event may
/// have been written by a later version of this program, and is delivered all the same.
/// </summary>
internal sealed record EventHead(string Type, int SchemaVersion)
{
    /// <summary>Null for what is no event.</summary>
    public static EventHead? TryRead(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var type = root.GetProperty("event_type").GetString();
            return type is null ? null : new EventHead(type, root.GetProperty("schema_version").GetInt32());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
