using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Pipeline;
using Pulsepoint.Mcp.Server.Resources;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Transport;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Protocol;

internal sealed class McpEndpoint(
    ServerOptions options, ToolShelf tools, ResourceHandlers resources, AlertFeed alerts, KeySession session, CallPipeline pipeline, Courier courier,
    ITenantProfiles profiles, TimeProvider time, ILoggerFactory loggers)
    : IMcpEndpoint
{
    /// <summary>From being told to stop to returning; a supervisor kills after a second or two, by the real clock.</summary>
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromMilliseconds(700);

    public async Task RequireKeyAsync(CancellationToken cancellationToken)
    {
        var tenant = session.Require();
        try
        {
            await profiles.ReadAsync(tenant, cancellationToken);
        }
        catch (RefusalException away) when (!away.Code.IsAboutTheKey())
        {
            // Said again, with what to do, by the first call.
        }
    }

    public Task<ToolCallOutcome> CallAsync(string tool, JsonElement arguments, CancellationToken cancellationToken) =>
        CallAsync(tool, arguments, isWhole: false, cancellationToken);

    public Task<ToolCallOutcome> CallWholeAsync(string tool, JsonElement arguments, CancellationToken cancellationToken) =>
        CallAsync(tool, arguments, isWhole: true, cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) => courier.EndAsync(cancellationToken);

    public async Task ServeAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var watchers = new ResourceWatchers(resources, alerts, loggers.CreateLogger<ResourceWatchers>());
        using var servers = new EraServers(options, new RequestHandlers(tools, session, pipeline, stopping.Token), resources, watchers, loggers);
        var connection = new McpConnection(input, output, options.MaxMessageBytes, servers.Open);

        // A read from a terminal or a pipe cannot be cancelled, so it is left behind rather than waited for.
        var served = ServeToEndAsync(connection, servers, stopping.Token);
        await Task.WhenAny(served, connection.Broken, Cancelled(stopping.Token));
        if (served.IsCompletedSuccessfully && await served)
        {
            await courier.EndAsync(stopping.Token);
            return;
        }

        await stopping.CancelAsync();
        connection.Complete();

        // A deadline, not a pause: what has not answered by then is left behind, since a supervisor will kill us soon after.
        await Task.WhenAny(servers.Completion, Task.Delay(s_stopTimeout, CancellationToken.None));
        await servers.AbandonAsync();
        if (served.IsFaulted)
            await served;
    }

    private async Task<ToolCallOutcome> CallAsync(string tool, JsonElement arguments, bool isWhole, CancellationToken cancellationToken)
    {
        if (!tools.TryFind(tool, out var found))
            throw new RefusalException(RefusalCode.ValueInvalid, "There is no such tool.", $"The tools are {string.Join(", ", tools.Names)}.");

        var call = new ToolCall(found, ToolArguments.Of(arguments)) { Caller = new Caller("pulsepoint-mcp call", options.Version, null), IsWhole = isWhole };
        var result = await pipeline.RunAsync(call, cancellationToken);
        return result.Refusal is { } refusal
            ? new ToolCallOutcome(refusal.Code, null, result.Written.Text) { RetryAfterSeconds = refusal.RetryAfterSeconds, Cause = refusal.InnerException }
            : new ToolCallOutcome(null, result.Written.Structured, result.Written.Text);
    }

    /// <returns>False when calls were still at work long after the input had ended.</returns>
    private async Task<bool> ServeToEndAsync(McpConnection connection, EraServers servers, CancellationToken stopping)
    {
        await connection.ReadToEndAsync(stopping);
        var completion = servers.Completion;

        // A deadline too: a call that never ends must not keep the process of a client that has gone.
        if (await Task.WhenAny(completion, Task.Delay(options.DrainTimeout, time, stopping)) != completion)
            return false;

        await completion;
        return true;
    }

    private static Task Cancelled(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), cancelled);
        return cancelled.Task;
    }
}
