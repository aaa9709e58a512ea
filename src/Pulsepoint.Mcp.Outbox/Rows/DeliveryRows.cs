using Microsoft.Data.Sqlite;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>What waits for one sink of what one key made: leased, delivered, put off or dead.</summary>
internal sealed class DeliveryRows(string sink, TenantId tenant, KeyId key, Guid owner)
{
    public const string Rejected = "rejected";
    public const string Unreadable = "unreadable";

    // A lease that lasts longer than one can is of a clock that went back since, and holds nobody.
    private const string Due = """
        select e.seq, e.id, e.lane, e.created, e.secret, e.payload
        from deliveries d
        cross join events e on e.seq = d.seq
        where d.sink = @sink and d.key_id = @key and e.key_id = d.key_id and e.tenant = @tenant
          and (d.lease_until <= @now or d.lease_until > @now + @lease or d.lease_owner = @owner)
        order by d.seq
        limit @most
        """;

    private const string Take = """
        update deliveries set lease_owner = @owner, lease_until = @until, attempts = attempts + @attempt
        where sink = @sink and key_id = @key and seq in (select value from json_each(@seqs))
        """;

    private const string Delivered = """
        delete from deliveries where sink = @sink and key_id = @key and seq in (select value from json_each(@seqs))
        """;

    private const string PutOff = """
        update deliveries set lease_owner = null, lease_until = 0, not_before = @notBefore
        where sink = @sink and key_id = @key and seq in (select value from json_each(@seqs))
        """;

    private const string Dead = """
        insert into dead (seq, sink, died, reason, last_error, attempts)
        select seq, sink, @now, @reason, @error, attempts from deliveries where sink = @sink and key_id = @key and seq = @seq
        on conflict (seq, sink) do nothing
        """;

    private const string LatestPutOff = """
        select max(not_before) from deliveries where sink = @sink and key_id = @key
        """;

    private const string WaitingNow = """
        select count(*) from deliveries where sink = @sink and key_id = @key
        """;

    private const string NoteError = """
        insert into sinks (sink, key_id, last_error) values (@sink, @key, @error)
        on conflict (sink, key_id) do update set last_error = excluded.last_error
        """;

    private const string ForgetError = """
        delete from sinks where sink = @sink and key_id = @key
        """;

    private readonly byte[] _key = EventRows.Bytes(key.Value);
    private readonly byte[] _owner = EventRows.Bytes(owner);

    /// <summary>The oldest that are free, as many as the sink takes at once; they are this process's until the lease ends.</summary>
    public IReadOnlyList<LeasedEvent> Lease(OutboxSession session, int mostEvents, int mostBytes, long now, long leaseFor)
    {
        var due = session.Rows(
            Due,
            row => Read(session, row),
            ("@sink", sink),
            ("@key", _key),
            ("@tenant", tenant.Value),
            ("@owner", _owner),
            ("@now", now),
            ("@lease", leaseFor),
            ("@most", mostEvents));

        var bytes = 0L;
        var fitting = due.TakeWhile((leased, index) => (bytes += leased.Event?.Json.Length ?? 0) <= mostBytes || index == 0).ToList();
        if (fitting.Count > 0)
            Hold(session, fitting.Select(f => f.Sequence), now + leaseFor, attempt: 1);

        return fitting;
    }

    /// <summary>Makes the leases last longer.</summary>
    public void Renew(OutboxSession session, IEnumerable<long> sequences, long until) => Hold(session, sequences, until, attempt: 0);

    /// <summary>The sink has them. By their own numbers, never by their place: others may have come meanwhile.</summary>
    public void Finish(OutboxSession session, IEnumerable<long> sequences)
    {
        var list = JsonList.Of(sequences);
        session.Execute(Delivered, ("@sink", sink), ("@key", _key), ("@seqs", list));
        EventRows.RemoveFinished(session, list);
    }

    /// <summary>Gives the leases back.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="sequences">Which.</param>
    /// <param name="notBefore">When to try again, for the process that comes after this one; in milliseconds of UTC since 1970.</param>
    public void Release(OutboxSession session, IEnumerable<long> sequences, long notBefore) =>
        session.Execute(PutOff, ("@sink", sink), ("@key", _key), ("@seqs", JsonList.Of(sequences)), ("@notBefore", notBefore));

    public void Bury(OutboxSession session, long sequence, string reason, string error, long now)
    {
        session.Execute(Dead, ("@sink", sink), ("@key", _key), ("@seq", sequence), ("@now", now), ("@reason", reason), ("@error", error));
        session.Execute(Delivered, ("@sink", sink), ("@key", _key), ("@seqs", JsonList.Of([sequence])));
    }

    /// <summary>Until when the process before this one had put delivery off; 0 where it had not.</summary>
    public long PutOffUntil(OutboxSession session) => session.Number(LatestPutOff, ("@sink", sink), ("@key", _key)) ?? 0;

    public long Waiting(OutboxSession session) => session.Number(WaitingNow, ("@sink", sink), ("@key", _key)) ?? 0;

    /// <param name="session">The transaction.</param>
    /// <param name="error">What went wrong; null when nothing did.</param>
    public void Note(OutboxSession session, string? error)
    {
        if (error is null)
            session.Execute(ForgetError, ("@sink", sink), ("@key", _key));
        else
            session.Execute(NoteError, ("@sink", sink), ("@key", _key), ("@error", error));
    }

    private void Hold(OutboxSession session, IEnumerable<long> sequences, long until, int attempt) => session.Execute(
        Take,
        ("@sink", sink),
        ("@key", _key),
        ("@owner", _owner),
        ("@until", until),
        ("@attempt", attempt),
        ("@seqs", JsonList.Of(sequences)));

    private LeasedEvent Read(OutboxSession session, SqliteDataReader row)
    {
        var id = new EventId(new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true));
        var lane = (EventLane)row.GetInt32(2);
        var json = session.Keys.TryOpen(row.GetString(4), id, lane, tenant, key, row.GetFieldValue<byte[]>(5));
        var created = Instant.FromUnixTimeMilliseconds(row.GetInt64(3));
        return new LeasedEvent(row.GetInt64(0), json is null ? null : new OutboxEvent(id, lane, tenant, key, created, json));
    }
}
