using System.Collections.Concurrent;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>Remembers what it took, and answers as it is told.</summary>
internal sealed class ScriptedSink(string name) : IEventSink
{
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public int MaxEvents { get; init; } = 100;

    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>Takes everything until it is told otherwise.</summary>
    public Func<IReadOnlyList<OutboxEvent>, CancellationToken, Task<DeliveryOutcome>> Answer { get; set; } = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

    public ConcurrentQueue<(KeyId Deliverer, OutboxEvent Event)> Taken { get; } = [];

    public ConcurrentQueue<int> Calls { get; } = [];

    /// <summary>Completes when it is asked for the first time.</summary>
    public Task Called => _called.Task;

    public void AnswerWith(DeliveryOutcome outcome) => Answer = (_, _) => Task.FromResult(outcome);

    public async Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        Calls.Enqueue(events.Count);
        _called.TrySetResult();
        var outcome = await Answer(events, cancellationToken);
        if (outcome is DeliveryOutcome.Delivered)
        {
            foreach (var taken in events)
                Taken.Enqueue((tenant.Key, taken));
        }

        return outcome;
    }
}
