using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>Makes arguments from a tool's own schema.</summary>
internal static class ArgumentMaker
{
    /// <summary>The smallest arguments that the schema allows, and every place in them that holds text, one at a time.</summary>
    public static IEnumerable<Func<string, JsonNode>> TextPlaces(JsonElement schema)
    {
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            foreach (var place in Places(property.Value))
            {
                yield return text =>
                {
                    var arguments = Smallest(schema).AsObject();
                    arguments[property.Name] = place(text);
                    return arguments;
                };
            }
        }
    }

    /// <summary>The smallest value that the schema allows.</summary>
    public static JsonNode Smallest(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var allowed))
            return JsonNode.Parse(allowed[0].GetRawText())!;

        switch (TypesOf(schema)[0])
        {
            case "object":
                var value = new JsonObject();
                if (schema.TryGetProperty("required", out var required))
                {
                    foreach (var name in required.EnumerateArray().Select(r => r.GetString()!))
                        value[name] = Smallest(schema.GetProperty("properties").GetProperty(name));
                }

                return value;
            case "array":
                return new JsonArray(Smallest(schema.GetProperty("items")));
            case "integer" or "number":
                return 1;
            default:
                return "x";
        }
    }

    private static IEnumerable<Func<string, JsonNode>> Places(JsonElement schema)
    {
        var types = TypesOf(schema);
        if (types.Contains("string"))
            yield return text => text;

        if (types.Contains("array"))
        {
            foreach (var place in Places(schema.GetProperty("items")))
                yield return text => new JsonArray(place(text));
        }

        if (!types.Contains("object"))
            yield break;

        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            foreach (var place in Places(property.Value))
            {
                yield return text =>
                {
                    var value = Smallest(schema).AsObject();
                    value[property.Name] = place(text);
                    return value;
                };
            }
        }
    }

    private static List<string> TypesOf(JsonElement schema)
    {
        var type = schema.GetProperty("type");
        return type.ValueKind is JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];
    }
}
