using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.OutboxProcess;

/// <summary>A sink whose far end is a file: what is written there has arrived, whatever becomes of the process.</summary>
internal sealed class JournalSink(string name, JournalFile file) : IEventSink
{
    public string Name => name;

    public int MaxEvents => 100;

    public int MaxBytes => 1 << 20;

    public Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        file.Write(events.Select(e => $"{e.Id} {tenant.Key} {e.Key}"));
        return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());
    }
}
