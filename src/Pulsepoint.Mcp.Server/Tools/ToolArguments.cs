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

    public ToolArguments Without(string name) => new(Values.Where(v => v.Key != name).ToDictionary());

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

    /// <summary>Writes them in an order that does not depend on how they were sent: the same question is written the same.</summary>
    public void WriteSorted(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in Values.Where(v => v.Value.ValueKind is not JsonValueKind.Null).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            WriteSorted(writer, value);
        }
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            writer.WriteStartObject();
            new ToolArguments(value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value)).WriteSorted(writer);
            writer.WriteEndObject();
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                WriteSorted(writer, item);

            writer.WriteEndArray();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    public string? Text(string name) => Find(name)?.GetString();

    public int? Number(string name) => (int?)Find(name)?.GetDouble();

    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
