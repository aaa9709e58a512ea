using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>Keeps events on this machine's disk until every sink has them.</summary>
public interface IEventOutbox
{
    /// <summary>Completes when the event is on the disk, so that it outlives this process however that ends. An id that is there already is kept once.</summary>
    /// <param name="tenant">Whose key made the event; only a process with that key delivers it.</param>
    /// <param name="usageEvent">What happened.</param>
    /// <param name="lane">What it is kept for.</param>
    /// <param name="cancellationToken">Stops the waiting; the event may be written all the same.</param>
    /// <exception cref="Refusals.RefusalException">
    /// <c>source_unavailable</c>: it was not on the disk within 2 seconds (it may be written all the same, a little later),
    /// or it cannot be written: no room, or a disk that does not keep its word.
    /// </exception>
    Task EnqueueAsync(TenantContext tenant, UsageEvent usageEvent, EventLane lane, CancellationToken cancellationToken);
}
