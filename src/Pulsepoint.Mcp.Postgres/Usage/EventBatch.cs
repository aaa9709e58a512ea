using System.Buffers;
using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Postgres.Usage;

/// <summary>Events as the one array that the database takes.</summary>
internal static class EventBatch
{
    private const string Zero = "\\u0000";

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
                    writer.WriteString(property.Name, WithoutZeros(property.Value.GetString()!, isJson: property.Name is "query" or "extra"));
                else
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string WithoutZeros(string text, bool isJson)
    {
        var plain = text.Replace("\0", "", StringComparison.Ordinal);
        return isJson ? WithoutWrittenZeros(plain) : plain;
    }

    // In a text that is JSON itself a zero is written out. Behind another backslash it is none: somebody wrote those letters.
    private static string WithoutWrittenZeros(string json)
    {
        var kept = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json.AsSpan(i).StartsWith(Zero))
            {
                i += Zero.Length - 1;
                continue;
            }

            kept.Append(json[i]);
            if (json[i] == '\\' && i + 1 < json.Length)
                kept.Append(json[++i]); // what it escapes
        }

        return kept.ToString();
    }
}
