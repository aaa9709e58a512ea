using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Server.Protocol;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>Writes a message as one line, with the id that the client gave the request.</summary>
internal static class OutgoingMessage
{
    // The reader is a JSON parser, never a browser: "ü" and "+" as themselves are a third of the bytes and of the tokens.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ArrayBufferWriter<byte> Result(RawId id, JsonNode? result) => Line(id, writer =>
    {
        writer.WritePropertyName("result"u8);
        if (result is null)
            writer.WriteNullValue();
        else
            result.WriteTo(writer);
    });

    public static ArrayBufferWriter<byte> Error(RawId id, ProtocolError error) => Line(id, writer =>
    {
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, error.Code);
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    });

    public static ArrayBufferWriter<byte> Error(RawId id, JsonRpcErrorDetail error) => Line(id, writer =>
    {
        writer.WritePropertyName("error"u8);
        JsonSerializer.Serialize(writer, error, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcErrorDetail)));
    });

    /// <summary>A notification, or a request of the server's own.</summary>
    public static ArrayBufferWriter<byte> Unsolicited(JsonRpcMessage message) => Line(writer =>
        JsonSerializer.Serialize(writer, message, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage))));

    private static ArrayBufferWriter<byte> Line(RawId id, Action<Utf8JsonWriter> writeBody) => Line(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WritePropertyName("id"u8);
        writer.WriteRawValue(id.Json);
        writeBody(writer);
        writer.WriteEndObject();
    });

    private static ArrayBufferWriter<byte> Line(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(line, s_options))
            write(writer);

        line.Write("\n"u8);
        return line;
    }
}
