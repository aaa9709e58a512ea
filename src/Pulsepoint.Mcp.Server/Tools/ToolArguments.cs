using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>Arguments that have passed the schema: reading one cannot fail, absent and null are the same.</summary>
internal sealed class ToolArguments(IReadOnlyDictionary<string, JsonElement> values)
{
    public static ToolArguments None { get; } = new(new Dictionary<string, JsonElement>());

    public IReadOnlyDictionary<string, JsonElement> Values { get; } = values;

    /// <exception cref="RefusalException"><c>value_invalid</c>: an argument is given twice, and nothing says which is meant.</exception>
    public static ToolArguments Of(JsonElement arguments)
    {
        if (arguments.ValueKind is not JsonValueKind.Object)
            return None;

        var values = new Dictionary<string, JsonElement>();
        foreach (var argument in arguments.EnumerateObject())
        {
            if (!values.TryAdd(argument.Name, argument.Value))
                throw new RefusalException(RefusalCode.ValueInvalid, $"Argument {ArgumentCheck.Show(argument.Name)} is given twice.", "Give each argument once.");
        }

        return new ToolArguments(values);
    }

    /// <summary>The same with one argument set, or set anew.</summary>
    public ToolArguments With(string name, string text) =>
        new(new Dictionary<string, JsonElement>(Values) { [name] = JsonElement.Parse(JsonValue.Create(text).ToJsonString()) });

    public JsonElement? Find(string name) =>
        Values.TryGetValue(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>The arguments as they were sent, as one JSON object.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Values)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public string? Text(string name) => Find(name)?.GetString();

    public int? Number(string name) => (int?)Find(name)?.GetDouble();

    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
