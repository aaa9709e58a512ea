using System.Text.Json;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Pipeline;

namespace Pulsepoint.Mcp.Server.Usage;

/// <summary>
/// Makes one event of every call that a verified key made, whatever came of it, and hands the answer on when the event is on
/// the disk: what was answered was also counted. Where that fails, there is no answer.
/// </summary>
internal sealed class Meter(KeySession session, IEventOutbox outbox, Courier courier, RecentAnswers answers, TokenCounter tokens, ServerOptions options, TimeProvider time)
{
    private const string Cancelled = "cancelled";

    public async Task<CallResult> InvokeAsync(ToolCall call, Func<ToolCall, CancellationToken, Task<CallResult>> next, CancellationToken cancellationToken)
    {
        tokens.Begin();
        var watch = new CallWatch(time);
        CallResult result;
        try
        {
            result = await next(call with { Watch = watch }, cancellationToken);
        }
        catch (OperationCanceledException) when (session.TryGet(out var caller, out _))
        {
            await outbox.EnqueueAsync(caller, Event(caller, call, watch) with { Outcome = EventOutcome.Error, ErrorCode = Cancelled }, EventLane.Usage, CancellationToken.None);
            throw;
        }

        if (!session.TryGet(out var tenant, out _) || call.Tool is not Tools.TenantTool)
            return result;

        try
        {
            await outbox.EnqueueAsync(tenant, await EventAsync(tenant, call, watch, result), LaneOf(result), cancellationToken);
            courier.Begin(tenant);
            if (result.Answer?.Facts is { } facts)
                answers.Remember(tenant, facts.AnswerId);

            return result;
        }
        catch (RefusalException unwritten)
        {
            return CallResult.Of(unwritten);
        }
    }

    // What was asked of a closed door is what an auditor looks for.
    private static EventLane LaneOf(CallResult result) =>
        result.Refusal is { } refusal && refusal.Code.IsAboutTheKey() ? EventLane.Audit : EventLane.Usage;

    private async Task<UsageEvent> EventAsync(TenantContext tenant, ToolCall call, CallWatch watch, CallResult result)
    {
        var facts = result.Answer?.Facts;
        return Event(tenant, call, watch) with
        {
            Type = TypeOf(result.Refusal?.Code),
            Outcome = OutcomeOf(result.Refusal?.Code),
            ErrorCode = result.Refusal?.Code.Name(),
            TokensIn = await tokens.CountAsync(call.Arguments.ToJson()),
            TokensOut = call.IsWhole ? 0 : await SentAsync(call, result.Written),
            AnswerId = facts?.AnswerId,
            Rows = facts is null ? null : RowsOf(result.Written) ?? facts.Rows,
            Engine = facts?.Engine,
            Brands = facts?.Brands,
            DataThrough = facts?.DataThrough,
            Query = facts is null ? null : AskedQuery.Of(facts.Query, call.Arguments),
            Cache = facts is null ? null : "miss",
        };
    }

    // Of an answer in pages, each is a call of its own and counts its own rows.
    private static long? RowsOf(WrittenResult written) =>
        written.Structured is { } answer && answer.TryGetProperty("rows"u8, out var rows) && rows.ValueKind is JsonValueKind.Array ? rows.GetArrayLength() : null;

    // A tool's answer is sent in both forms, a resource's in one.
    private async Task<int> SentAsync(ToolCall call, WrittenResult written)
    {
        var structured = written.Structured is { } json ? await tokens.CountAsync(json.GetRawText()) : 0;
        return structured > 0 && call.Resource is not null ? structured : structured + await tokens.CountAsync(written.Text);
    }

    private UsageEvent Event(TenantContext tenant, ToolCall call, CallWatch watch) => new()
    {
        // Also of a call that was refused or cancelled: its queries were billed all the same.
        BytesProcessed = call.Cost.Total.BytesProcessed,
        BytesBilled = call.Cost.Total.BytesBilled,
        CostUsd = call.Cost.Total.Usd,
        Id = EventId.New(time),
        Type = EventType.ToolCall,
        OccurredAt = Instant.FromDateTimeOffset(time.GetUtcNow()),
        Tenant = tenant.Tenant,
        User = tenant.User,
        Key = tenant.Key,
        Tool = call.Resource?.Uri ?? call.Tool.Declaration.Name,
        LatencyMs = Milliseconds(watch.Elapsed),
        QueueMs = Milliseconds(watch.Queued),
        ClientName = call.Caller.Name,
        ClientVersion = call.Caller.Version,
        ProtocolVersion = call.Caller.Protocol,
        ServerVersion = options.Version,
    };

    // No more than the database takes: a laptop may sleep for days in the middle of a call.
    private static int Milliseconds(TimeSpan time) => (int)Math.Min(time.TotalMilliseconds, UsageEvent.MostMilliseconds);

    private static EventType TypeOf(RefusalCode? refusal) => refusal switch
    {
        RefusalCode.RateLimited => EventType.RateLimited,
        null or RefusalCode.PermissionDenied => EventType.ToolCall,
        { } code => code.IsAboutTheKey() ? EventType.KeyRefused : EventType.ToolCall,
    };

    private static EventOutcome OutcomeOf(RefusalCode? refusal) => refusal switch
    {
        null => EventOutcome.Ok,
        RefusalCode.Internal or RefusalCode.SourceUnavailable => EventOutcome.Error,
        _ => EventOutcome.Refused,
    };
}
