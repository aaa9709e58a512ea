using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Refuses arguments that the tool's schema does not allow; after access, so that nothing is explained to nobody.</summary>
internal sealed class ArgumentFilter : ICallFilter
{
    public Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        ArgumentCheck.Require(call.Tool, call.Arguments);
        return next(call, cancellationToken);
    }
}
