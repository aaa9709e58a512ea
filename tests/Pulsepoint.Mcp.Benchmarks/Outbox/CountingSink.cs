using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Benchmarks.Outbox;

/// <summary>Takes everything at once.</summary>
internal sealed class CountingSink : IEventSink
{
    public int Count { get; private set; }

    public string Name => "postgres";

    public int MaxEvents => 1000;

    public int MaxBytes => 9 << 20;

    public Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        Count += events.Count;
        return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
    }
}
