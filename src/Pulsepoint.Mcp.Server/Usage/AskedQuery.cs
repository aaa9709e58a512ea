using System.Text.Json;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>The query of an answer as its event keeps it, with what was asked beside it: by which dimension a change was to be explained.</summary>
internal static class AskedQuery
{
    private const string By = "by";

    public static string Of(string query, ToolArguments arguments)
    {
        if (arguments.Find(By) is not { ValueKind: JsonValueKind.String } by || JsonNode.Parse(query) is not JsonObject asked)
            return query;

        asked[By] = by.GetString();
        return asked.ToJsonString();
    }
}
