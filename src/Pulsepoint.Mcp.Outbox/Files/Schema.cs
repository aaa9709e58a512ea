using Microsoft.Data.Sqlite;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>The tables, and how each version becomes the next. A step that was released never changes.</summary>
internal static class Schema
{
    private const string Version = "pragma user_version;";

    // A delivery is an event that a sink does not have yet. Ids are 16 bytes, times are milliseconds of UTC since 1970.
    private const string First = """
        create table events (
            seq integer primary key autoincrement,
            id blob not null unique,
            lane integer not null,
            tenant text not null,
            key_id blob not null,
            created integer not null,
            stands_for integer not null default 0,
            secret text not null,
            payload blob not null
        ) strict;
        create index events_by_lane on events (lane, seq);
        create table deliveries (
            sink text not null,
            key_id blob not null,
            seq integer not null references events on delete cascade,
            attempts integer not null default 0,
            not_before integer not null default 0,
            lease_owner blob,
            lease_until integer not null default 0,
            primary key (sink, key_id, seq)
        ) strict, without rowid;
        create index deliveries_by_event on deliveries (seq);
        create table dead (
            seq integer not null references events on delete cascade,
            sink text not null,
            died integer not null,
            reason text not null,
            last_error text not null,
            attempts integer not null,
            primary key (seq, sink)
        ) strict, without rowid;
        create table sinks (
            sink text not null,
            key_id blob not null,
            last_error text,
            primary key (sink, key_id)
        ) strict, without rowid;
        create table incidents (
            at integer not null,
            kind text not null,
            file text,
            events integer,
            reported integer not null default 0
        ) strict;
        create table totals (dropped integer not null) strict;
        insert into totals values (0);
        pragma user_version = 1;
        """;

    // Which answer an event gave, by which a verdict on it finds it.
    private const string Second = """
        alter table events add column answer blob;
        create index events_by_answer on events (answer) where answer is not null;
        pragma user_version = 2;
        """;

    private static readonly string[] s_steps = [First, Second];

    /// <returns>Whether the file was new. A file of a later program is refused.</returns>
    public static bool Upgrade(SqliteConnection connection, string file)
    {
        var version = Read(connection);
        if (version > s_steps.Length)
            throw OutboxRefusals.TooNew(file);

        foreach (var step in s_steps.AsSpan((int)version))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            using var command = connection.CreateCommand();
            command.CommandText = step;
            command.ExecuteNonQuery();
            transaction.Commit();
        }

        return version == 0;
    }

    private static long Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Version;
        return (long)command.ExecuteScalar()!;
    }
}
