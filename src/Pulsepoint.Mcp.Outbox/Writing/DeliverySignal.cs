namespace Pulsepoint.Mcp.Outbox.Writing;

/// <summary>Says to this process's delivery that there is something new. Each of several listeners gets to know.</summary>
internal sealed class DeliverySignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = Fresh();

    /// <summary>Completes at the next event.</summary>
    public Task Next
    {
        get
        {
            lock (_gate)
                return _next.Task;
        }
    }

    public void Set()
    {
        lock (_gate)
        {
            _next.TrySetResult();
            _next = Fresh();
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
