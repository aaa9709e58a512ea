using System.Text.Json;

namespace Pulsepoint.Mcp.Demo;

/// <summary>What the server answered over the pipe.</summary>
/// <param name="Question">The question in words.</param>
/// <param name="ToolCount">How many tools the server listed.</param>
/// <param name="Code">The refusal's code; null when it answered.</param>
/// <param name="Content">The structured content.</param>
/// <param name="Text">The text.</param>
internal sealed record DemoAnswer(string Question, int ToolCount, string? Code, JsonElement Content, string Text);
