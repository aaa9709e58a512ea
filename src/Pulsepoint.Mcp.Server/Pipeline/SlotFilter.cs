using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Lets only so many calls work at once; the others wait their turn, and stop waiting when they are cancelled.</summary>
internal sealed class SlotFilter(ServerOptions options) : ICallFilter, IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.MaxCallsAtWork);

    public async Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        var turn = _slots.WaitAsync(cancellationToken);
        await (call.Watch?.WaitAsync(turn) ?? turn);
        try
        {
            return await next(call, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
