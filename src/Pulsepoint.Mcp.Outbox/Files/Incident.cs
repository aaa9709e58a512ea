using Microsoft.Data.Sqlite;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>Something that may have cost events.</summary>
/// <param name="Row">Its row.</param>
/// <param name="At">When it was noticed.</param>
/// <param name="Kind"><c>damaged</c>, or <c>emptied</c>.</param>
/// <param name="File">Where the damaged file lies now, by its name; null where there is nothing left.</param>
/// <param name="Events">How many events the lost file had numbered, at least; how many of them were not delivered yet, nobody knows.</param>
internal sealed record Incident(long Row, Instant At, string Kind, string? File, long Events)
{
    public const string Damaged = "damaged";
    public const string Emptied = "emptied";

    private const string Insert = """
        insert into incidents (at, kind, file, events) values (@at, @kind, @file, @events)
        """;

    private const string Unreported = """
        select rowid, at, kind, file, events from incidents where reported = 0 order by rowid
        """;

    private const string Told = """
        select at, kind, events from incidents order by rowid
        """;

    private const string Reported = """
        update incidents set reported = 1 where rowid = @row
        """;

    public static void Note(SqliteConnection connection, Instant at, string kind, string? file, long events)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Insert;
        command.Parameters.AddWithValue("@at", at.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@kind", kind);
        command.Parameters.AddWithValue("@file", (object?)file ?? DBNull.Value);
        command.Parameters.AddWithValue("@events", events);
        command.ExecuteNonQuery();
    }

    public static IReadOnlyList<Incident> Unsaid(OutboxSession session) => session.Rows(
        Unreported,
        row => new Incident(row.GetInt64(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4)));

    /// <summary>All of them, whether or not an event told of them.</summary>
    public static IReadOnlyList<OutboxIncident> All(OutboxSession session) => session.Rows(
        Told, row => new OutboxIncident(Instant.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetInt64(2)));

    public void MarkReported(OutboxSession session) => session.Execute(Reported, ("@row", Row));
}
