using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Serving;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A call of one tool from the command line, where an unknown tool is wrong usage.</summary>
internal sealed class ToolInvocation(IMcpEndpoint endpoint, string tool)
{
    /// <param name="arguments">An object, or undefined for none.</param>
    /// <param name="isWhole">Every row at once, instead of the first page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ToolCallOutcome> MakeAsync(JsonElement arguments, bool isWhole, CancellationToken cancellationToken)
    {
        try
        {
            return isWhole
                ? await endpoint.CallWholeAsync(tool, arguments, cancellationToken)
                : await endpoint.CallAsync(tool, arguments, cancellationToken);
        }
        catch (RefusalException unknown)
        {
            throw new UsageException(unknown.Message, unknown.NextStep);
        }
    }
}
