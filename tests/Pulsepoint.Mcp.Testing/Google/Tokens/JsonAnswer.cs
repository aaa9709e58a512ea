using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pulsepoint.Mcp.Testing.Google.Tokens;

internal static class JsonAnswer
{
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.Body.WriteAsync(buffer.ToArray(), context.RequestAborted);
    }

    /// <summary>An error as Google's front end writes it.</summary>
    public static Task ErrorAsync(HttpContext context, int code, string status, string message)
    {
        context.Response.StatusCode = code;
        return WriteAsync(context, json =>
        {
            json.WriteStartObject("error");
            json.WriteNumber("code", code);
            json.WriteString("message", message);
            json.WriteString("status", status);
            json.WriteEndObject();
        });
    }
}
