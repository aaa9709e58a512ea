using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>
/// Whoever asks gets an answer in time, or hears that there is none yet; from when its turn came. Where the work goes on without the
/// call, the refusal names the cursor that collects it.
/// </summary>
internal sealed class PatienceFilter(ServerOptions options, TimeProvider time) : ICallFilter
{
    public Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken) =>
        call.Tenant is { } tenant ? InvokeAsync(tenant, call, next, cancellationToken) : next(call, cancellationToken);

    private async Task<ToolAnswer> InvokeAsync(TenantContext tenant, ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        var begun = UnfinishedAnswer.Find(tenant, call);
        var patience = call.IsWhole ? options.WholePatience : options.Patience;
        var answer = new AnswerContext(call.Tool.Declaration.Name, begun?.Id ?? AnswerId.New(time), patience, time) { IsContinued = begun is not null, Cost = call.Cost };

        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        // What writes is not stopped halfway: nobody would know whether it was done.
        if (call.Tool.Declaration.Hints.ReadOnly)
            deadline.CancelAfter(patience.ToTimeSpan());

        try
        {
            return await next(call with { Answer = answer, Arguments = begun?.Arguments ?? call.Arguments }, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw answer.HasBegun ? UnfinishedAnswer.Refuse(Late(patience), tenant, call, answer.Id) : Late(patience);
        }
        catch (RefusalException refusal) when (refusal.IsUnfinished)
        {
            throw UnfinishedAnswer.Refuse(refusal, tenant, call, answer.Id);
        }
    }

    private static RefusalException Late(Duration patience) => Refusal.SourceUnavailable(
        FormattableString.Invariant($"The answer was not there within {patience.TotalSeconds:0.#} s."),
        "Ask the same once more, as a first question takes longest; then for fewer days, brands or dimensions. Your administrator can let answers take longer with PULSEPOINT_ANSWER_SECONDS.");
}
