using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>Reads the arguments to the words of Core; what they mean is checked there.</summary>
internal static class MetricRequestReader
{
    public static MetricRequest Read(ToolArguments arguments) => new()
    {
        Metrics = arguments.Texts("metrics"),
        Dimensions = arguments.Texts("dimensions"),
        Filters = [.. Items(arguments, "filters").Select(Filter)],
        Time = arguments.Time(),
        Grain = arguments.Text("grain"),
        Compare = arguments.Find("compare") is { } compare ? new RequestCompare(Text(compare, "mode")!, Text(compare, "from"), Text(compare, "to")) : null,
        Having = [.. Items(arguments, "having").Select(Filter)],
        OrderBy = [.. Items(arguments, "order_by").Select(o => new RequestOrder(Text(o, "by")!, Text(o, "dir")))],
        Limit = arguments.Number("limit"),
        Brands = arguments.Brands(),
    };

    private static RequestFilter Filter(JsonElement filter) =>
        new(Text(filter, "field")!, Text(filter, "op")!, [.. filter.GetProperty("values").EnumerateArray().Select(v => v.ToString())]);

    private static JsonElement.ArrayEnumerator Items(ToolArguments arguments, string name) =>
        arguments.Find(name) is { } list ? list.EnumerateArray() : default;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
