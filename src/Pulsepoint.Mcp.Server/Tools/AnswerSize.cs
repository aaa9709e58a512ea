using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>About how many tokens a model reads an answer as, in its structured content, which is the longer of the two forms.</summary>
internal static class AnswerSize
{
    // Half as much again as an answer is meant to be: pages and lists are cut long before, so what is over it is made of names
    // or brands that no cutting of rows makes shorter.
    private const int Most = 3_000;

    // As answers are written: escaped, each letter beyond A to Z would count as six.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Of(ToolAnswer answer)
    {
        var body = Of(writer =>
        {
            writer.WriteStartObject();
            answer.Body(writer);
            writer.WriteEndObject();
        });
        return TokenEstimate.Of(answer.Summary) + answer.Warnings.Sum(w => 1 + TokenEstimate.Of(w)) + body;
    }

    /// <param name="value">Writes one value of an answer.</param>
    public static int Of(Action<Utf8JsonWriter> value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, s_options))
            value(writer);

        return TokenEstimate.Of(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    /// <param name="answer">What would be sent.</param>
    /// <param name="nextStep">What makes it shorter.</param>
    /// <exception cref="RefusalException"><c>result_too_large</c>.</exception>
    public static ToolAnswer RefuseTooLarge(ToolAnswer answer, string nextStep) => Of(answer) <= Most
        ? answer
        : throw Refusal.ResultTooLarge("Even the shortest form of the answer is longer than an answer may be.", nextStep);
}
