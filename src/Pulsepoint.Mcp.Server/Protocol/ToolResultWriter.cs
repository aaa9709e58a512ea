using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Pipeline;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>Writes how a call ended, for programs and for models.</summary>
internal static class ToolResultWriter
{
    private const string ErrorKey = "pulsepoint/error";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CallToolResult Write(CallResult result) => result.Refusal is { } refusal
        ? new CallToolResult
        {
            IsError = true,
            // No structured content: clients check it against the output schema even on errors.
            Content = [new TextContentBlock { Text = Text(refusal) }],
            Meta = new JsonObject { [ErrorKey] = Error(refusal) },
        }
        : new CallToolResult
        {
            Content = [new TextContentBlock { Text = Text(result.Answer!) }],
            StructuredContent = Structured(result.Answer!),
        };

    public static JsonElement Structured(ToolAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("summary"u8, answer.Summary);
            writer.WriteStartArray("warnings"u8);
            foreach (var warning in answer.Warnings)
                writer.WriteStringValue(warning);

            writer.WriteEndArray();
            answer.Body(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    public static string Text(ToolAnswer answer)
    {
        var text = new StringBuilder(answer.Summary);
        foreach (var warning in answer.Warnings)
            text.Append("\nWarning: ").Append(warning);

        if (answer.Table.Length > 0)
            text.Append("\n\n").Append(answer.Table);

        return text.ToString();
    }

    public static string Text(RefusalException refusal)
    {
        var wait = refusal.RetryAfterSeconds is { } seconds ? $" Wait {seconds} s before calling again." : "";
        return $"Error {refusal.Code.Name()}: {refusal.Message} No data was returned: do not estimate or invent any numbers. Next step: {refusal.NextStep}{wait}";
    }

    private static JsonObject Error(RefusalException refusal)
    {
        var error = new JsonObject
        {
            ["code"] = refusal.Code.Name(),
            ["message"] = refusal.Message,
            ["next_step"] = refusal.NextStep,
        };
        if (refusal.RetryAfterSeconds is { } seconds)
            error["retry_after_seconds"] = seconds;

        return error;
    }
}
