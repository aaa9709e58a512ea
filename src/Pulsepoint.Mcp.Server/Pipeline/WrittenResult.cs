using System.Text.Json;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>A result as it is sent back.</summary>
/// <param name="Structured">For programs; null for a refusal, since clients check it against the output schema even on errors.</param>
/// <param name="Text">Stands alone.</param>
internal sealed record WrittenResult(JsonElement? Structured, string Text);
