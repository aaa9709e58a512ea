using System.Buffers;
using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Postgres.Usage;

/// <summary>Events as the one array that the database takes.</summary>
internal static class EventBatch
{
    /// <exception cref="JsonException">One of them is not JSON.</exception>
    public static string Of(IReadOnlyList<OutboxEvent> events) => $"[{string.Join(',', events.Select(e => Encoding.UTF8.GetString(Storable(e.Json).Span)))}]";

    // The database keeps no zero byte in a text, and an event is not worth losing over one.
    private static ReadOnlyMemory<byte> Storable(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\\u0000"u8) < 0)
            return json;

        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.String)
                    writer.WriteString(property.Name, WithoutZeros(property.Value.GetString()!));
                else
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    // A text may itself be JSON, in which a zero is written out.
    private static string WithoutZeros(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace("\\u0000", "", StringComparison.Ordinal);
}
