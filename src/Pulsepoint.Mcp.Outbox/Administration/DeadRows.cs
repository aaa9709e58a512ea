using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Administration;

/// <summary>What sinks will not take.</summary>
internal static class DeadRows
{
    private const string All = """
        select e.id, x.sink, e.tenant, e.key_id, e.created, x.died, x.reason, x.last_error, x.attempts
        from dead x join events e on e.seq = x.seq
        order by x.sink, x.seq
        """;

    private const string Revive = """
        insert into deliveries (sink, key_id, seq)
        select x.sink, e.key_id, x.seq
        from dead x join events e on e.seq = x.seq
        where @all or hex(e.id) in (select value from json_each(@ids))
        on conflict (sink, key_id, seq) do nothing
        """;

    private const string Unbury = """
        delete from dead where @all or seq in (select e.seq from events e where hex(e.id) in (select value from json_each(@ids)))
        returning seq
        """;

    public static IReadOnlyList<DeadEvent> List(OutboxSession session) => session.Rows(All, row => new DeadEvent(
        new EventId(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true)),
        row.GetString(1),
        TenantId.Parse(row.GetString(2)),
        EventRows.Key(row.GetFieldValue<byte[]>(3)),
        Instant.FromUnixTimeMilliseconds(row.GetInt64(4)),
        Instant.FromUnixTimeMilliseconds(row.GetInt64(5)),
        row.GetString(6),
        row.GetString(7),
        row.GetInt64(8)));

    public static int Requeue(OutboxSession session, IReadOnlyCollection<EventId>? ids)
    {
        session.Execute(Revive, ("@all", ids is null), ("@ids", JsonList.Of(ids ?? [])));
        return Remove(session, ids).Count;
    }

    public static int Purge(OutboxSession session, IReadOnlyCollection<EventId>? ids)
    {
        var purged = Remove(session, ids);
        EventRows.RemoveFinished(session, JsonList.Of(purged));
        return purged.Count;
    }

    private static List<long> Remove(OutboxSession session, IReadOnlyCollection<EventId>? ids) =>
        session.Rows(Unbury, row => row.GetInt64(0), ("@all", ids is null), ("@ids", JsonList.Of(ids ?? [])));
}
