using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>
/// Takes a token for every call that works for a tenant: first from this process's own bucket, which spares the database a
/// runaway client, then from those that all processes share. A store that is away lets the own bucket decide alone.
/// </summary>
internal sealed partial class RateFilter(ICallLimiter limiter, TimeProvider time, ILogger<RateFilter> logger) : ICallFilter
{
    private readonly TokenBucket _own = new(CallLimit.Default, time);
    private readonly SessionId _session = new(Guid.CreateVersion7(time.GetUtcNow()));

    private int _decidesAlone;

    public async Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        if (call.Tenant is { } tenant)
            await TakeAsync(tenant, call.Tool.Declaration.Name, cancellationToken);

        return await next(call, cancellationToken);
    }

    private async Task TakeAsync(TenantContext tenant, string tool, CancellationToken cancellationToken)
    {
        if (!_own.TryTake(out var seconds))
            throw Refusal.RateLimited(seconds);

        CallVerdict verdict;
        try
        {
            verdict = await limiter.TakeAsync(tenant, _session, tool, cancellationToken);
        }
        catch (RefusalException away) when (away.Code is RefusalCode.SourceUnavailable)
        {
            if (Interlocked.Exchange(ref _decidesAlone, 1) == 0)
                LogAlone(away.Message);

            return;
        }

        Volatile.Write(ref _decidesAlone, 0);
        _own.Adopt(verdict.Limit);
        if (!verdict.IsAllowed)
            throw Refusal.RateLimited(verdict.RetryAfterSeconds);
    }

    [LoggerMessage(1203, LogLevel.Warning, "Calls are limited by this process alone, and not counted, until the database answers again: {Reason}")]
    private partial void LogAlone(string reason);
}
