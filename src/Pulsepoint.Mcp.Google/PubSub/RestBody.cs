using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>The JSON of a publish request, in which data are base64.</summary>
internal static class RestBody
{
    // {"data":"","attributes":{}}, and a comma.
    private const int MessageFrame = 30;

    // "":"", and a comma.
    private const int AttributeFrame = 6;

    // A character that JSON must escape, or one of the longest in UTF-8.
    private const int LongestCharacter = 6;

    public static int SizeOf(OutgoingMessage message) =>
        MessageFrame + Base64.GetMaxEncodedToUtf8Length(message.Data.Length) + message.Attributes.Sum(a => AttributeFrame + Longest(a.Key) + Longest(a.Value));

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<OutgoingMessage> messages)
    {
        var buffer = new ArrayBufferWriter<byte>(messages.Sum(SizeOf) + MessageFrame);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartArray("messages");
        foreach (var message in messages)
            Write(writer, message);

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, OutgoingMessage message)
    {
        writer.WriteStartObject();
        writer.WriteBase64String("data", message.Data.Span);
        writer.WriteStartObject("attributes");
        foreach (var (name, value) in message.Attributes)
            writer.WriteString(name, value);

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static int Longest(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? text.Length : LongestCharacter * text.Length;
}
