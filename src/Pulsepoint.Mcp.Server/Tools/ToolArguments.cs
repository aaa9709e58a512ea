using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>Arguments that have passed the schema: reading one cannot fail, absent and null are the same.</summary>
internal sealed class ToolArguments(IReadOnlyDictionary<string, JsonElement> values)
{
    public static ToolArguments None { get; } = new(new Dictionary<string, JsonElement>());

    public IReadOnlyDictionary<string, JsonElement> Values { get; } = values;

    public static ToolArguments Of(JsonElement arguments) => arguments.ValueKind is JsonValueKind.Object
        ? new ToolArguments(arguments.EnumerateObject().ToDictionary(p => p.Name, p => p.Value))
        : None;

    public JsonElement? Find(string name) =>
        Values.TryGetValue(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public string? Text(string name) => Find(name)?.GetString();

    public int? Number(string name) => (int?)Find(name)?.GetDouble();

    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
