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
        where e.tenant = @tenant and e.key_id = @key and exists (select 1 from deliveries d where d.seq = e.seq)
        order by e.seq
        limit @most
        """;

    private const string Remove = """
        delete from events
        where tenant = @tenant and (@key is null or key_id = @key) and (@all or hex(id) in (select value from json_each(@ids)))
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
    public static IReadOnlyList<OutboxEvent> Read(OutboxSession session, TenantId tenant, KeyId key, int atMost) =>
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
            ("@most", atMost)).OfType<OutboxEvent>(),
    ];

    public static int Forget(OutboxSession session, TenantId tenant, KeyId? key, IReadOnlyCollection<EventId>? ids) => session.Execute(
        Remove,
        ("@tenant", tenant.Value),
        ("@key", key is { } one ? EventRows.Bytes(one.Value) : null),
        ("@all", ids is null),
        ("@ids", JsonList.Of(ids ?? [])));

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
