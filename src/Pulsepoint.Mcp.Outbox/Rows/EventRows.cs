using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>Events as they come in and go out.</summary>
internal static class EventRows
{
    private const string Insert = """
        insert into events (id, lane, tenant, key_id, created, stands_for, answer, secret, payload)
        values (@id, @lane, @tenant, @key, @created, @standsFor, @answer, @secret, @payload)
        on conflict (id) do nothing
        returning seq
        """;

    private const string InsertDeliveries = """
        insert into deliveries (sink, key_id, seq) select value, @key, @seq from json_each(@sinks)
        """;

    private const string RemoveDone = """
        delete from events
        where seq in (select value from json_each(@seqs))
          and not exists (select 1 from deliveries d where d.seq = events.seq)
          and not exists (select 1 from dead x where x.seq = events.seq)
        """;

    private const string FreePages = """
        select freelist_count from pragma_freelist_count
        """;

    private const string GiveBackPages = """
        pragma incremental_vacuum(256)
        """;

    // 8 MiB: below that, the free pages are soon used again.
    private const int MostFreePages = 2048;

    /// <param name="session">The transaction.</param>
    /// <param name="outboxEvent">The event.</param>
    /// <param name="sinks">The names of all that must get it, as a JSON array.</param>
    /// <param name="standsFor">How many events it says were given up; else 0.</param>
    /// <returns>Its number; null where its id is there already.</returns>
    public static long? Add(OutboxSession session, OutboxEvent outboxEvent, string sinks, long standsFor = 0)
    {
        var key = Bytes(outboxEvent.Key.Value);
        var added = session.Number(
            Insert,
            ("@id", Bytes(outboxEvent.Id.Value)),
            ("@lane", (int)outboxEvent.Lane),
            ("@tenant", outboxEvent.Tenant.Value),
            ("@key", key),
            ("@created", outboxEvent.Created.ToUnixTimeMilliseconds()),
            ("@standsFor", standsFor),
            ("@answer", outboxEvent.Answer is { } answer ? Bytes(answer) : null),
            ("@secret", session.Keys.CurrentId),
            ("@payload", session.Keys.Seal(outboxEvent)));

        if (added is { } sequence)
            session.Execute(InsertDeliveries, ("@key", key), ("@seq", sequence), ("@sinks", sinks));

        return added;
    }

    /// <summary>Removes those of them that no sink waits for any more.</summary>
    public static int RemoveFinished(OutboxSession session, string sequences) => session.Execute(RemoveDone, ("@seqs", sequences));

    /// <summary>Gives some of the file's free room back to the disk where there is much of it.</summary>
    public static void Compact(OutboxSession session)
    {
        if (session.Number(FreePages) > MostFreePages)
            session.Execute(GiveBackPages);
    }

    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static KeyId Key(byte[] bytes) => new(new Guid(bytes, bigEndian: true));
}
