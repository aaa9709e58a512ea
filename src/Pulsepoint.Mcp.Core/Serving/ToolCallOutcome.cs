using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Serving;

/// <summary>What a tool call gave, as a client gets it.</summary>
/// <param name="Code">Why it was refused; null when it succeeded.</param>
/// <param name="StructuredContent">The answer for programs; null when it was refused.</param>
/// <param name="Text">The answer, or the refusal, as text that stands alone.</param>
public sealed record ToolCallOutcome(RefusalCode? Code, JsonElement? StructuredContent, string Text)
{
    public bool IsError => Code is not null;

    /// <summary>When it was refused only for now: how long to wait before calling again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What was found behind a refusal, such as a setting with a wrong value; null where nothing was.</summary>
    public Exception? Cause { get; init; }
}
