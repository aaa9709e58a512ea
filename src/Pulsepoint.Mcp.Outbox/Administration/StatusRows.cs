using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Administration;

/// <summary>Counts what is there.</summary>
internal static class StatusRows
{
    private const string Sinks = """
        with waiting as (
            select d.sink, count(*) as events, min(e.created) as oldest, max(d.attempts) as attempts
            from deliveries d join events e on e.seq = d.seq
            group by d.sink
        ), buried as (
            select sink, count(*) as events from dead group by sink
        ), failed as (
            select s.sink, max(s.last_error) as error
            from sinks s
            where exists (select 1 from deliveries d where d.sink = s.sink and d.key_id = s.key_id)
            group by s.sink
        ), names as (
            select sink from waiting union select sink from buried union select sink from sinks
        )
        select n.sink, coalesce(w.events, 0), w.oldest, coalesce(w.attempts, 0), f.error, coalesce(b.events, 0)
        from names n
        left join waiting w on w.sink = n.sink
        left join failed f on f.sink = n.sink
        left join buried b on b.sink = n.sink
        order by n.sink
        """;

    private const string CountEvents = """
        select count(*) from events
        """;

    private const string Dropped = """
        select dropped from totals
        """;

    private const string Secrets = """
        select distinct secret from events
        """;

    public static OutboxStatus Read(OutboxSession session, Instant now) => new()
    {
        Sinks = session.Rows(Sinks, row => new SinkStatus(
            row.GetString(0),
            row.GetInt64(1),
            row.IsDBNull(2) ? null : now - Instant.FromUnixTimeMilliseconds(row.GetInt64(2)),
            row.GetInt64(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.GetInt64(5))),
        Events = session.Number(CountEvents) ?? 0,
        UsedBytes = Room.UsedBytes(session),
        Dropped = session.Number(Dropped) ?? 0,
    };

    /// <summary>The ids of the keys that events are sealed with.</summary>
    public static IReadOnlyList<string> SealedWith(OutboxSession session) => session.Rows(Secrets, row => row.GetString(0));
}
