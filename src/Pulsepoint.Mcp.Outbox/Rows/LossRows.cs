using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>Writes events about events that are lost, in the lane that is never given up.</summary>
internal static class LossRows
{
    // One that no sink has seen yet is replaced by one with the sum, so that a long shortage is still one event a key.
    private const string Unseen = """
        delete from events
        where tenant = @tenant and key_id = @key and stands_for > 0
          and not exists (select 1 from deliveries d where d.seq = events.seq and (d.attempts > 0 or d.lease_owner is not null))
          and not exists (select 1 from dead x where x.seq = events.seq)
          and (select count(*) from deliveries d where d.seq = events.seq) = json_array_length(@sinks)
        returning stands_for
        """;

    /// <summary>One event for each key whose events were given up.</summary>
    public static void Report(OutboxSession session, IReadOnlyList<DroppedRow> dropped, string sinks, TimeProvider time)
    {
        foreach (var lost in dropped.Where(d => TenantId.TryParse(d.Tenant, out _)).GroupBy(d => (d.Tenant, d.Key)))
        {
            var tenant = TenantId.Parse(lost.Key.Tenant);
            var before = session.Rows(Unseen, row => row.GetInt64(0), ("@tenant", tenant.Value), ("@key", EventRows.Bytes(lost.Key.Key.Value)), ("@sinks", sinks)).Sum();
            var count = before + lost.Count();
            var extra = Extra("no_room", count, Instant.FromUnixTimeMilliseconds(lost.Max(l => l.Created)), file: null);
            EventRows.Add(session, Event(tenant, lost.Key.Key, extra, time), sinks, count);
        }
    }

    /// <summary>An event about a file that was damaged or emptied, in the name of whoever was first to write afterwards.</summary>
    public static void Report(OutboxSession session, Incident incident, OutboxEvent first, string sinks, TimeProvider time)
    {
        var extra = Extra(incident.Kind, incident.Events, incident.At, incident.File);
        EventRows.Add(session, Event(first.Tenant, first.Key, extra, time), sinks);
        incident.MarkReported(session);
    }

    private static OutboxEvent Event(TenantId tenant, KeyId key, string extra, TimeProvider time)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var usageEvent = new UsageEvent
        {
            Id = EventId.New(time),
            Type = EventType.OutboxDropped,
            OccurredAt = now,
            Tenant = tenant,
            Key = key,
            Outcome = EventOutcome.Error,
            Extra = extra,
        };
        return new OutboxEvent(usageEvent.Id, EventLane.Audit, tenant, key, now, UsageEventJson.Write(usageEvent));
    }

    private static string Extra(string reason, long events, Instant until, string? file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("reason", reason);
            json.WriteNumber("events", events);
            json.WriteString("until", InstantPattern.General.Format(until));
            if (file is not null)
                json.WriteString("file", file);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
