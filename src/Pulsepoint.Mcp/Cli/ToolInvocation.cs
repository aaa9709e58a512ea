using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Serving;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Calls of one tool from the command line, where an unknown tool is wrong usage.</summary>
internal sealed class ToolInvocation(IMcpEndpoint endpoint, string tool)
{
    public async Task<ToolCallOutcome> MakeAsync(JsonElement arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await endpoint.CallAsync(tool, arguments, cancellationToken);
        }
        catch (RefusalException unknown)
        {
            throw new UsageException(unknown.Message, unknown.NextStep);
        }
    }
}
