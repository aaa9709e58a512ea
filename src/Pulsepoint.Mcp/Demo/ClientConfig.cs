using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Demo;

/// <summary>How a client is told to start the server.</summary>
internal static class ClientConfig
{
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(OwnCommand own, string keyFile, string state)
    {
        var config = new JsonObject
        {
            ["mcpServers"] = new JsonObject
            {
                ["pulsepoint"] = new JsonObject
                {
                    ["command"] = own.Command,
                    ["args"] = new JsonArray([.. own.Arguments.Select(a => JsonValue.Create(a))]),
                    ["env"] = new JsonObject { ["PULSEPOINT_API_KEY_FILE"] = keyFile, ["PULSEPOINT_STATE"] = state },
                },
            },
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_readable))
            config.WriteTo(writer);

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The command without its verb, as a shell takes it.</summary>
    public static string Shell(OwnCommand own) => string.Join(' ', own.Arguments.SkipLast(1).Prepend(own.Command));
}
