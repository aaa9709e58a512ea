using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Administration;

/// <summary>What keys left that nobody delivers for: revoked, expired, or simply not used any more.</summary>
internal sealed class LeftRows(OutboxFolder folder)
{
    private const string Keys = """
        select e.tenant, e.key_id, count(distinct e.seq), min(e.created), json_group_array(distinct d.sink)
        from deliveries d join events e on e.seq = d.seq
        group by e.tenant, e.key_id
        order by e.tenant, e.key_id
        """;

    private const string Events = """
        select e.id, e.lane, e.created, e.secret, e.payload
        from events e
        where e.tenant = @tenant and e.key_id = @key and exists (select 1 from deliveries d where d.seq = e.seq and d.sink = @sink)
        order by e.seq
        limit @most
        """;

    private const string Remove = """
        delete from events where tenant = @tenant and (@key is null or key_id = @key)
        """;

    private const string Got = """
        delete from deliveries
        where sink = @sink and key_id = @key
          and seq in (select e.seq from events e where e.tenant = @tenant and hex(e.id) in (select value from json_each(@ids)))
        returning seq
        """;

    public IReadOnlyList<LeftEvents> List(OutboxSession session, Instant now) =>
    [
        .. session
            .Rows(Keys, row => (
                Left: new LeftEvents(
                    TenantId.Parse(row.GetString(0)),
                    EventRows.Key(row.GetFieldValue<byte[]>(1)),
                    row.GetInt64(2),
                    now - Instant.FromUnixTimeMilliseconds(row.GetInt64(3))),
                Sinks: JsonList.Names(row.GetString(4))))
            .Where(key => !key.Sinks.Any(sink => IsFlushed(sink, key.Left.Key)))
            .Select(key => key.Left),
    ];

    /// <summary>Those that can be opened.</summary>
    public static IReadOnlyList<OutboxEvent> Read(OutboxSession session, TenantId tenant, KeyId key, string sink, int atMost) =>
    [
        .. session.Rows(
            Events,
            row =>
            {
                var id = new EventId(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true));
                var lane = (EventLane)row.GetInt32(1);
                var json = session.Keys.TryOpen(row.GetString(3), id, lane, tenant, key, row.GetFieldValue<byte[]>(4));
                return json is null ? null : new OutboxEvent(id, lane, tenant, key, Instant.FromUnixTimeMilliseconds(row.GetInt64(2)), json);
            },
            ("@tenant", tenant.Value),
            ("@key", EventRows.Bytes(key.Value)),
            ("@sink", sink),
            ("@most", atMost)).OfType<OutboxEvent>(),
    ];

    public static int Settle(OutboxSession session, TenantId tenant, KeyId key, string sink, IReadOnlyCollection<EventId> ids)
    {
        var got = session.Rows(
            Got, row => row.GetInt64(0), ("@sink", sink), ("@key", EventRows.Bytes(key.Value)), ("@tenant", tenant.Value), ("@ids", JsonList.Of(ids)));
        EventRows.RemoveFinished(session, JsonList.Of(got));
        return got.Count;
    }

    public static int Forget(OutboxSession session, TenantId tenant, KeyId? key) =>
        session.Execute(Remove, ("@tenant", tenant.Value), ("@key", key is { } one ? EventRows.Bytes(one.Value) : null));

    // Whoever delivers holds the lock as long as it lives.
    private bool IsFlushed(string sink, KeyId key)
    {
        var file = folder.FlushLock(sink, key);
        if (!File.Exists(file))
            return false;

        using var free = FileLock.TryTake(file);
        return free is null;
    }
}
