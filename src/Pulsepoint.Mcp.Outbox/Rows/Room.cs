using Pulsepoint.Mcp.Outbox.Files;

namespace Pulsepoint.Mcp.Outbox.Rows;

/// <summary>How much of the file is in use, and how some of it is made free again.</summary>
internal static class Room
{
    private const string Used = """
        select (c.page_count - f.freelist_count) * s.page_size
        from pragma_page_count c, pragma_freelist_count f, pragma_page_size s
        """;

    // What is on its way to a sink just now may arrive there, and is not counted as lost.
    private const string Oldest = """
        select e.seq, e.tenant, e.key_id, e.created
        from events e
        where e.lane = @usage
          and not exists (select 1 from deliveries d where d.seq = e.seq and d.lease_until > @now)
        order by e.seq
        limit @most
        """;

    private const string CountUsage = """
        select count(*) from events where lane = @usage
        """;

    private const string Remove = """
        delete from events where seq in (select value from json_each(@seqs))
        """;

    private const string Count = """
        update totals set dropped = dropped + @count
        """;

    // A twentieth at a time, so that the next call does not have to do it again.
    private const int Part = 20;
    private const int Least = 50;

    private const int UsageLane = (int)Core.Outbox.EventLane.Usage;

    public static long UsedBytes(OutboxSession session) => session.Number(Used)!.Value;

    /// <summary>Gives up the oldest usage events until a twentieth of the cap is free, or none is left.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="capBytes">The hard cap.</param>
    /// <param name="now">In milliseconds of UTC since 1970.</param>
    public static IReadOnlyList<DroppedRow> Make(OutboxSession session, long capBytes, long now)
    {
        var dropped = new List<DroppedRow>();
        do
        {
            var most = Math.Max(Least, session.Number(CountUsage, ("@usage", UsageLane))!.Value / Part);
            var oldest = session.Rows(
                Oldest,
                row => new DroppedRow(row.GetInt64(0), row.GetString(1), EventRows.Key(row.GetFieldValue<byte[]>(2)), row.GetInt64(3)),
                ("@usage", UsageLane),
                ("@now", now),
                ("@most", most));
            if (oldest.Count == 0)
                break;

            session.Execute(Remove, ("@seqs", JsonList.Of(oldest.Select(o => o.Sequence))));
            dropped.AddRange(oldest);
        }
        while (UsedBytes(session) > capBytes - (capBytes / Part));

        session.Execute(Count, ("@count", dropped.Count));
        return dropped;
    }
}
