using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>The argument <c>time</c>, which means the same in every tool.</summary>
internal static class RequestTimeReader
{
    public static RequestTime? Time(this ToolArguments arguments) =>
        arguments.Find("time") is { } time ? new RequestTime(Text(time, "preset"), Text(time, "from"), Text(time, "to")) : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
