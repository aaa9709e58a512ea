using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Writing;

internal sealed class EventOutbox(OutboxWriter writer, IEnumerable<IEventSink> sinks, OutboxOptions options, TimeProvider time) : IEventOutbox
{
    public async Task EnqueueAsync(TenantContext tenant, UsageEvent usageEvent, EventLane lane, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(usageEvent);

        // Nobody waits for it, so nothing would ever take it away again.
        if (!sinks.Any())
            return;

        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var pending = new PendingEvent(new OutboxEvent(usageEvent.Id, lane, tenant.Tenant, tenant.Key, now, UsageEventJson.Write(usageEvent))
        {
            Answer = usageEvent.Type is EventType.ToolCall ? usageEvent.AnswerId : null,
        });
        writer.Add(pending);
        try
        {
            await pending.Written.WaitAsync(options.Patience, time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw OutboxRefusals.Late(late);
        }
    }
}
