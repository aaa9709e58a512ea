using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Tools.Usage;

/// <summary>What somebody says of an answer beside the verdict, as the event's <c>extra</c>.</summary>
internal static class FeedbackRemarks
{
    // It is read by programs alone, and letters beyond ASCII would take six times their room.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Of(string? expected, string? note)
    {
        if (string.IsNullOrWhiteSpace(expected) && string.IsNullOrWhiteSpace(note))
            return null;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            if (!string.IsNullOrWhiteSpace(expected))
                writer.WriteString("expected", expected);

            if (!string.IsNullOrWhiteSpace(note))
                writer.WriteString("note", note);

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
