using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Writing;

/// <summary>Writes a group of events in one transaction, and makes room for them where there is none.</summary>
/// <param name="options">The caps.</param>
/// <param name="sinks">The names of all that must get an event, as a JSON array.</param>
/// <param name="time">Gives the times of events about lost events.</param>
internal sealed class GroupWriter(OutboxOptions options, string sinks, TimeProvider time)
{
    /// <returns>What it found; where there is no room even so, nothing was written.</returns>
    public WrittenGroup Write(OutboxSession session, IReadOnlyList<OutboxEvent> group)
    {
        ReportIncidents(session, group[0]);
        var used = Room.UsedBytes(session);
        IReadOnlyList<DroppedRow> dropped = [];
        if (session.IsShortOfRoom || used >= options.HardCapBytes)
        {
            dropped = Room.Make(session, options.HardCapBytes, Instant.FromDateTimeOffset(time.GetUtcNow()).ToUnixTimeMilliseconds());
            LossRows.Report(session, dropped, sinks, time);
            used = Room.UsedBytes(session);
            if (used >= options.HardCapBytes)
                return new WrittenGroup(0, used, dropped.Count, IsFull: true);
        }

        var last = 0L;
        foreach (var outboxEvent in group)
            last = EventRows.Add(session, outboxEvent, sinks) ?? last;

        return new WrittenGroup(last, used, dropped.Count, IsFull: false);
    }

    private void ReportIncidents(OutboxSession session, OutboxEvent first)
    {
        foreach (var incident in Incident.Unsaid(session))
            LossRows.Report(session, incident, first, sinks, time);
    }
}
