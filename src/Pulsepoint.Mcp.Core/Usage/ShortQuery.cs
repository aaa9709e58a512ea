using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>A normalised query without what it leaves open, so that a list of them can be read.</summary>
internal static class ShortQuery
{
    private const int MostLetters = 300;

    public static string? Of(string? query)
    {
        if (query is null)
            return null;

        try
        {
            using var document = JsonDocument.Parse(query);
            return Cut(document.RootElement.ValueKind is JsonValueKind.Object ? WithoutGaps(document.RootElement) : query);
        }
        catch (JsonException)
        {
            // Nested deeper than anything of ours: a client reports what it likes, and the others' list must still be readable.
            return Cut(query);
        }
    }

    private static string WithoutGaps(JsonElement query)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in query.EnumerateObject().Where(p => SaysSomething(p.Value)))
                property.WriteTo(writer);

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool SaysSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..MostLetters] + "…";
}
