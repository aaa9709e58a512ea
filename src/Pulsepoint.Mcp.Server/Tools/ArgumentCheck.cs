using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>
/// Checks arguments against a tool's own schema, so that what is listed is what is enforced and every refusal names the
/// argument and what it may be. Knows the keywords that tools here use: type, properties, required, items, enum,
/// minimum, maximum, minLength, maxLength, minItems, maxItems.
/// </summary>
internal static class ArgumentCheck
{
    private const int MaxShownName = 40;

    /// <exception cref="RefusalException">In most cases <c>value_invalid</c>; the tool may have a better code for an argument.</exception>
    public static void Require(PulsepointTool tool, ToolArguments arguments)
    {
        var schema = tool.InputSchema;
        foreach (var (name, value) in arguments.Values)
        {
            if (!TryGetProperty(schema, name, out var property))
                throw Refuse(tool, $"There is no argument {Show(name)}", $"the arguments are {Names(schema)}");

            if (value.ValueKind is not JsonValueKind.Null)
                Check(tool, name, value, property);
        }

        RequireAll(tool, "", schema, name => arguments.Find(name) is not null);
    }

    private static void Check(PulsepointTool tool, string path, JsonElement value, JsonElement schema)
    {
        if (!HasType(value, schema, out var expected))
            throw Refuse(tool, $"Argument {path} must be {expected}", null);

        // The value that was sent is not repeated: it comes from outside, and the answer is read by a model.
        if (schema.TryGetProperty("enum"u8, out var allowed) && !tool.JudgesValuesOf(path) && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)))
            throw Refuse(tool, $"Argument {path} has a value that is not allowed", $"allowed: {string.Join(", ", allowed.EnumerateArray().Select(a => a.ToString()))}");

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                CheckRange(tool, path, value.GetString()!.Length, schema, "minLength", "maxLength", "characters");
                break;
            case JsonValueKind.Number:
                CheckRange(tool, path, value.GetDouble(), schema, "minimum", "maximum", null);
                break;
            case JsonValueKind.Array:
                CheckRange(tool, path, value.GetArrayLength(), schema, "minItems", "maxItems", "items");
                CheckItems(tool, path, value, schema);
                break;
            case JsonValueKind.Object:
                CheckObject(tool, path, value, schema);
                break;
        }
    }

    private static void CheckItems(PulsepointTool tool, string path, JsonElement value, JsonElement schema)
    {
        if (!schema.TryGetProperty("items"u8, out var items))
            return;

        var index = 0;
        foreach (var item in value.EnumerateArray())
            Check(tool, $"{path}[{index++}]", item, items);
    }

    private static void CheckObject(PulsepointTool tool, string path, JsonElement value, JsonElement schema)
    {
        if (!schema.TryGetProperty("properties"u8, out _))
            return;

        foreach (var member in value.EnumerateObject())
        {
            if (!TryGetProperty(schema, member.Name, out var property))
                throw Refuse(tool, $"Argument {path} has no member {Show(member.Name)}", $"its members are {Names(schema)}");

            if (member.Value.ValueKind is not JsonValueKind.Null)
                Check(tool, $"{path}.{member.Name}", member.Value, property);
        }

        RequireAll(tool, path + ".", schema, name => value.TryGetProperty(name, out var found) && found.ValueKind is not JsonValueKind.Null);
    }

    private static void RequireAll(PulsepointTool tool, string prefix, JsonElement schema, Func<string, bool> isGiven)
    {
        if (!schema.TryGetProperty("required"u8, out var required))
            return;

        foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(name => !isGiven(name)))
            throw Refuse(tool, $"Argument {prefix}{name} is missing", Allowed(schema, name));
    }

    private static string? Allowed(JsonElement schema, string name) =>
        TryGetProperty(schema, name, out var property) && property.TryGetProperty("enum"u8, out var values)
            ? $"allowed: {string.Join(", ", values.EnumerateArray().Select(v => v.ToString()))}"
            : null;

    private static void CheckRange(PulsepointTool tool, string path, double size, JsonElement schema, string lower, string upper, string? unit)
    {
        var tooSmall = schema.TryGetProperty(lower, out var min) && size < min.GetDouble();
        var tooLarge = schema.TryGetProperty(upper, out var max) && size > max.GetDouble();
        if (!tooSmall && !tooLarge)
            return;

        var bound = tooSmall ? $"at least {min}" : $"at most {max}";
        throw Refuse(tool, unit is null ? $"Argument {path} must be {bound}" : $"Argument {path} must have {bound} {unit}", null);
    }

    private static bool HasType(JsonElement value, JsonElement schema, out string expected)
    {
        expected = "";
        if (!schema.TryGetProperty("type"u8, out var type))
            return true;

        var names = type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!).ToList() : [type.GetString()!];
        expected = string.Join(" or ", names.Where(n => n is not "null").Select(n => n is "array" or "integer" or "object" ? $"an {n}" : $"a {n}"));
        return names.Exists(name => Is(value, name));
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        // Some clients write every number with a fraction: 5.0 is an integer, to JSON Schema as well.
        "integer" => value.ValueKind is JsonValueKind.Number && value.GetDouble() is >= int.MinValue and <= int.MaxValue and var number && double.IsInteger(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => false,
    };

    private static bool TryGetProperty(JsonElement schema, string name, out JsonElement property)
    {
        property = default;
        return schema.TryGetProperty("properties"u8, out var properties) && properties.TryGetProperty(name, out property);
    }

    private static string Names(JsonElement schema)
    {
        var names = schema.TryGetProperty("properties"u8, out var properties) ? properties.EnumerateObject().Select(p => p.Name).ToList() : [];
        return names.Count == 0 ? "none" : string.Join(", ", names);
    }

    /// <summary>Names are repeated only where they look like one.</summary>
    public static string Show(string text)
    {
        var isName = text.Length <= MaxShownName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
        return isName ? $"\"{text}\"" : "of that name";
    }

    private static RefusalException Refuse(PulsepointTool tool, string what, string? detail) => new(
        RefusalCode.ValueInvalid,
        detail is null ? $"{what}." : $"{what}; {detail}.",
        $"Correct the argument and call {tool.Declaration.Name} again.");
}
