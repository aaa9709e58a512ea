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
    // Of a row besides its text, and of its places in the indices.
    private const int BytesBesideText = 1024;

    // Is free again after events were given up, so that not every call has to do it.
    private const int Part = 20;

    /// <returns>What it found; where there is no room even so, nothing of the group was written.</returns>
    public WrittenGroup Write(OutboxSession session, IReadOnlyList<OutboxEvent> group)
    {
        ReportIncidents(session, group[0]);
        var needed = group.Sum(e => (long)e.Json.Length + BytesBesideText);
        IReadOnlyList<DroppedRow> dropped = [];
        if (!HasRoom(session, needed))
        {
            var withSome = needed + (options.HardCapBytes / Part);
            dropped = Room.Make(session, () => HasRoom(session, session.IsShortOfRoom ? needed : withSome), Now());
            LossRows.Report(session, dropped, sinks, time);
        }

        var used = Room.UsedBytes(session);
        if (!HasRoom(session, needed))
            return new WrittenGroup(0, used, dropped.Count, IsFull: true);

        var last = 0L;
        foreach (var outboxEvent in group)
            last = EventRows.Add(session, outboxEvent, sinks) ?? last;

        return new WrittenGroup(last, used, dropped.Count, IsFull: false);
    }

    private bool HasRoom(OutboxSession session, long bytes) =>
        Room.UsedBytes(session) + bytes <= options.HardCapBytes && (!session.IsShortOfRoom || Room.FreeBytes(session) >= bytes);

    private long Now() => Instant.FromDateTimeOffset(time.GetUtcNow()).ToUnixTimeMilliseconds();

    private void ReportIncidents(OutboxSession session, OutboxEvent first)
    {
        foreach (var incident in Incident.Unsaid(session))
            LossRows.Report(session, incident, first, sinks, time);
    }
}
