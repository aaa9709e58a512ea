using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Pipeline;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>What the SDK's server asks of us, for one connection.</summary>
/// <param name="stopping">Cancelled when the process ends: calls at work stop and are answered with a refusal.</param>
internal sealed class RequestHandlers(ToolShelf tools, KeySession session, CallPipeline pipeline, CancellationToken stopping)
{
    public ValueTask<ListToolsResult> ListToolsAsync(RequestContext<ListToolsRequestParams> request, Era era)
    {
        if (request.Params?.Cursor is not null)
            throw new McpProtocolException("The cursor is not one of this server's: the list has one page.", McpErrorCode.InvalidParams);

        _ = session.TryGet(out var tenant, out _);
        var result = new ListToolsResult { Tools = [.. tools.VisibleTo(tenant).Select(t => t.Listed)] };
        if (era is Era.PerRequest)
        {
            // The key decides what is listed, and it cannot change while the process lives: but a client may keep the list longer.
            result.TimeToLive = TimeSpan.Zero;
            result.CacheScope = CacheScope.Private;
        }

        return ValueTask.FromResult(result);
    }

    public async ValueTask<CallToolResult> CallToolAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (!tools.TryFind(request.Params!.Name, out var tool))
            throw new McpProtocolException($"Unknown tool: '{request.Params.Name}'", McpErrorCode.InvalidParams);

        var arguments = request.Params.Arguments is { } given ? new ToolArguments(given.AsReadOnly()) : ToolArguments.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            return ToolResultWriter.Write(await pipeline.RunAsync(new ToolCall(tool, arguments) { Caller = Caller.Of(request) }, either.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ToolResultWriter.Write(CallResult.Of(Refusal.SourceUnavailable(
                "The server is being stopped and broke the call off.",
                "Call again when it has been restarted.")));
        }
    }
}
