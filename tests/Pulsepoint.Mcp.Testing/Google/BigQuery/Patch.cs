using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>What PATCH does: objects are merged, everything else is replaced, and null takes away.</summary>
internal static class Patch
{
    public static JsonObject Apply(JsonObject resource, JsonObject patch)
    {
        var result = (JsonObject)resource.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
                result.Remove(name);
            else
                result[name] = value is JsonObject inner && result[name] is JsonObject old ? Apply(old, inner) : value.DeepClone();
        }

        return result;
    }
}
