using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Asks the shipped server a question through its pipe.</summary>
internal static class DemoQuestion
{
    private const string Words = "What were net sales, orders and average order value last week by brand, against the week before?";

    /// <summary>What every client does first; on a state that is ready already it runs beside the checks.</summary>
    public static async Task OpenAsync(ServerPipe server, bool isReady, CancellationToken cancellationToken)
    {
        await server.InitializeAsync(cancellationToken);
        if (isReady)
            await server.RequestAsync("tools/call", new JsonObject { ["name"] = "list_brands" }, cancellationToken);
    }

    public static async Task<DemoAnswer> AskAsync(ServerPipe server, CancellationToken cancellationToken)
    {
        var tools = await server.RequestAsync("tools/list", [], cancellationToken);
        var result = await server.RequestAsync("tools/call", new JsonObject
        {
            ["name"] = "query_metrics",
            ["arguments"] = new JsonObject
            {
                ["metrics"] = new JsonArray("net_sales", "orders", "aov"),
                ["dimensions"] = new JsonArray("brand"),
                ["time"] = new JsonObject { ["preset"] = "last_week" },
                ["compare"] = new JsonObject { ["mode"] = "previous_period" },
            },
        }, cancellationToken);

        var text = string.Join('\n', result.GetProperty("content").EnumerateArray().Select(c => c.GetProperty("text").GetString()));
        return new DemoAnswer(
            Words,
            tools.GetProperty("tools").GetArrayLength(),
            CodeOf(result),
            result.TryGetProperty("structuredContent", out var content) ? content : default,
            text);
    }

    private static string? CodeOf(JsonElement result) =>
        result.TryGetProperty("isError", out var isError) && isError.GetBoolean()
            ? result.GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString()
            : null;
}
