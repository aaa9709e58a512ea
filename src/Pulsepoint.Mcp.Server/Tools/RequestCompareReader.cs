using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>The argument <c>compare</c>, which means the same in every tool.</summary>
internal static class RequestCompareReader
{
    public static RequestCompare? Compare(this ToolArguments arguments) =>
        arguments.Find("compare") is { } compare ? new RequestCompare(Text(compare, "mode")!, Text(compare, "from"), Text(compare, "to")) : null; // required by the schemas

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
