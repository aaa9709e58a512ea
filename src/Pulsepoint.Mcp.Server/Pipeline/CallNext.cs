using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>The rest of the pipeline, ending with the tool.</summary>
internal delegate Task<ToolAnswer> CallNext(ToolCall call, CancellationToken cancellationToken);
