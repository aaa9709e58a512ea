using System.Text.Json;

namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>What may stand on stdout: one JSON-RPC 2.0 message per line.</summary>
internal static class JsonRpc
{
    public static JsonElement Parse(string line)
    {
        using var document = Read(line);
        var message = document.RootElement.Clone();

        var isMessage = message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("jsonrpc", out var version) && version.ValueKind == JsonValueKind.String && version.GetString() == "2.0"
            && (message.TryGetProperty("result", out _) || message.TryGetProperty("error", out _) || message.TryGetProperty("method", out _));

        return isMessage ? message : throw new FormatException($"Not a JSON-RPC message on stdout: {line}");
    }

    public static bool IsAnswerTo(JsonElement message, int id) =>
        !message.TryGetProperty("method", out _)
        && message.TryGetProperty("id", out var answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id;

    private static JsonDocument Read(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not JSON on stdout: {line}", e);
        }
    }
}
