using System.Buffers;
using System.Text.Json;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What people wrote stays in Postgres unless a setting lets it leave: a question's words, and the query that they became.</summary>
public static class EventTexts
{
    private static readonly HashSet<string> s_texts = ["question", "query"];

    /// <summary>The event without them; keys that this program does not know stay.</summary>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public static byte[] Without(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var buffer = new ArrayBufferWriter<byte>(json.Length);
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                foreach (var property in document.RootElement.EnumerateObject().Where(p => !s_texts.Contains(p.Name)))
                    property.WriteTo(writer);

                writer.WriteEndObject();
            }

            return buffer.WrittenSpan.ToArray();
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            throw new FormatException("This is no usage event.", unread);
        }
    }
}
