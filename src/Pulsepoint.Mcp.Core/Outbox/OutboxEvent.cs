using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>An event on its way to a sink.</summary>
/// <param name="Id">By which a sink knows that it has it already.</param>
/// <param name="Lane">What it is kept for.</param>
/// <param name="Tenant">Whose key made it.</param>
/// <param name="Key">The key that made it.</param>
/// <param name="Created">When it was written, by this machine's clock, in UTC.</param>
/// <param name="Json">What <see cref="UsageEventJson"/> writes, in UTF-8.</param>
public sealed record OutboxEvent(EventId Id, EventLane Lane, TenantId Tenant, KeyId Key, Instant Created, ReadOnlyMemory<byte> Json)
{
    /// <summary>The answer that was given, so that it can be judged while the event waits; null for an event that gave none, and for one that is read back.</summary>
    public Guid? Answer { get; init; }
}
