using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>One concern of every call. Refuses by throwing a <see cref="Core.Refusals.RefusalException"/>.</summary>
internal interface ICallFilter
{
    Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken);
}
