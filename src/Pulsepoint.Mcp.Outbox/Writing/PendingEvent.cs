using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Outbox.Writing;

/// <summary>An event that waits for the disk, and whoever waits for it.</summary>
internal sealed class PendingEvent(OutboxEvent outboxEvent)
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OutboxEvent Event { get; } = outboxEvent;

    public Task Written => _written.Task;

    public void Complete() => _written.TrySetResult();

    public void Fail(Exception failure)
    {
        _written.TrySetException(failure);

        // Whoever waited may have gone; then nobody else looks at the failure.
        _ = _written.Task.Exception;
    }
}
