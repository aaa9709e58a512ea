using System.Diagnostics;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Tools.Setup;
using Pulsepoint.Mcp.Server.Tools.Whole;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Every call takes this way, from a client or from the command line. The order is fixed here and nowhere else.</summary>
internal sealed class CallPipeline
{
    private readonly Meter _meter;
    private readonly ErrorFilter _errors;
    private readonly WholeAnswers _whole;
    private readonly CallNext _chain;

    public CallPipeline(
        Meter meter, ErrorFilter errors, DenialFilter denials, AccessFilter access, ArgumentFilter arguments, RateFilter rate, KeyExpiryFilter expiry,
        SlotFilter slots, PatienceFilter patience, WholeAnswers whole)
    {
        _meter = meter;
        _errors = errors;
        _whole = whole;
        ICallFilter[] order = [denials, access, arguments, slots, rate, expiry, patience];
        _chain = order.Reverse().Aggregate(
            (CallNext)InvokeToolAsync,
            (next, filter) => (call, cancellationToken) => filter.InvokeAsync(call, next, cancellationToken));
    }

    public Task<CallResult> RunAsync(ToolCall call, CancellationToken cancellationToken) =>
        _meter.InvokeAsync(call, (metered, token) => _errors.InvokeAsync(metered, _chain, token), cancellationToken);

    private Task<ToolAnswer> InvokeToolAsync(ToolCall call, CancellationToken cancellationToken) => call.Tool switch
    {
        TenantTool tool when call is { Tenant: { } tenant, Answer: { } answer, IsWhole: true } => _whole.CallAsync(tenant, answer, tool, call.Arguments, cancellationToken),
        TenantTool tool when call is { Tenant: { } tenant, Answer: { } answer } => tool.CallAsync(tenant, answer, call.Arguments, cancellationToken),
        SetupStatusTool tool => Task.FromResult(tool.Answer()),
        _ => throw new UnreachableException("A tenant's tool came through the filters without a tenant or an answer to make."),
    };
}
