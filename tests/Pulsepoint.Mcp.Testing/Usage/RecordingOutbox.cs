using System.Collections.Concurrent;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Testing.Usage;

/// <summary>Keeps what it is given in memory, or fails as it is told.</summary>
public sealed class RecordingOutbox : IEventOutbox
{
    private readonly ConcurrentQueue<(TenantContext Tenant, UsageEvent Event, EventLane Lane)> _events = new();

    public IReadOnlyList<(TenantContext Tenant, UsageEvent Event, EventLane Lane)> Events => [.. _events];

    public Exception? Failure { get; set; }

    public Task EnqueueAsync(TenantContext tenant, UsageEvent usageEvent, EventLane lane, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            return Task.FromException(Failure);

        _events.Enqueue((tenant, usageEvent, lane));
        return Task.CompletedTask;
    }
}
