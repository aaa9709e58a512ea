using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Writes how a call ended, for programs and for models.</summary>
internal static class ResultWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WrittenResult Write(CallResult result) => result.Answer is { } answer
        ? new WrittenResult(Structured(answer), Text(answer))
        : new WrittenResult(null, Text(result.Refusal!)); // one of the two is there

    private static JsonElement Structured(ToolAnswer answer)
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

    private static string Text(ToolAnswer answer)
    {
        var text = new StringBuilder(answer.Summary);
        foreach (var warning in answer.Warnings)
            text.Append("\nWarning: ").Append(warning);

        if (answer.Table.Length > 0)
            text.Append("\n\n").Append(answer.Table);

        return text.ToString();
    }

    private static string Text(RefusalException refusal)
    {
        var wait = refusal.RetryAfterSeconds is { } seconds ? $" Wait {seconds} s before calling again." : "";
        return $"Error {refusal.Code.Name()}: {refusal.Message} No data was returned: do not estimate or invent any numbers. Next step: {refusal.NextStep}{wait}";
    }
}
