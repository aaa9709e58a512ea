using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>An event that one sink will not take. Other sinks get it all the same.</summary>
/// <param name="Id">Which event.</param>
/// <param name="Sink">Which sink.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Key">The key that made it.</param>
/// <param name="Created">When it was written, in UTC.</param>
/// <param name="Died">When the sink turned it down, in UTC.</param>
/// <param name="Reason"><c>rejected</c> by the sink, or <c>unreadable</c>: changed on the disk, or its sealing key is gone.</param>
/// <param name="LastError">What the sink said.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record DeadEvent(EventId Id, string Sink, TenantId Tenant, KeyId Key, Instant Created, Instant Died, string Reason, string LastError, long Attempts);
