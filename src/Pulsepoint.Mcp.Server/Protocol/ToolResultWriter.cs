using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Pipeline;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>A result as the protocol carries it.</summary>
internal static class ToolResultWriter
{
    private const string ErrorKey = "pulsepoint/error";

    public static CallToolResult Write(CallResult result) => result.Refusal is { } refusal
        ? new CallToolResult
        {
            IsError = true,
            // No structured content: clients check it against the output schema even on errors.
            Content = [new TextContentBlock { Text = result.Written.Text }],
            Meta = new JsonObject { [ErrorKey] = Error(refusal) },
        }
        : new CallToolResult
        {
            Content = [new TextContentBlock { Text = result.Written.Text }],
            StructuredContent = result.Written.Structured,
        };

    private static JsonObject Error(RefusalException refusal)
    {
        var error = new JsonObject
        {
            ["code"] = refusal.Code.Name(),
            ["message"] = refusal.Message,
            ["next_step"] = refusal.NextStep,
        };
        if (refusal.RetryAfterSeconds is { } seconds)
            error["retry_after_seconds"] = seconds;
        if (refusal.Cursor is { } cursor)
            error["cursor"] = cursor;

        return error;
    }
}
