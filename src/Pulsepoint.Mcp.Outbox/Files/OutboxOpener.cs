using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NodaTime;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Outbox.Sealing;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// Opens the database, and whatever state it is in gives one that works: a damaged file is set aside and a fresh one begun,
/// an emptied one is noticed. Both are noted, to be reported with the next event.
/// </summary>
internal sealed partial class OutboxOpener(OutboxFolder folder, OutboxOptions options, TimeProvider time, ILogger<OutboxOpener> logger)
{
    private const string Sound = "ok";

    private const string QuickCheck = "pragma quick_check(1);";

    private const string LastNumber = """
        select coalesce(max(seq), 0) from sqlite_sequence where name = 'events'
        """;

    private const string GoOnFrom = """
        delete from sqlite_sequence where name = 'events';
        insert into sqlite_sequence (name, seq) values ('events', @seq);
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly PayloadKeyFile _keys = new(folder);
    private readonly DamagedFiles _damaged = new(folder, time);

    /// <param name="isKnownDamaged">It gave errors although it looked sound, so it is set aside without asking.</param>
    /// <param name="cancellationToken">Stops the waiting for other processes.</param>
    public async Task<OpenOutbox> OpenAsync(bool isKnownDamaged, CancellationToken cancellationToken)
    {
        folder.Create();

        // One at a time: making the file, and turning its log on, bear no company.
        await using var turn = await FileLock.TakeAsync(folder.OpenLock, isShared: false, s_patience, time, cancellationToken) ?? throw OutboxRefusals.Busy();
        if (NetworkDisk.Of(turn) is { } network)
            throw OutboxRefusals.OnNetwork(folder.Path, network);

        if (!isKnownDamaged)
        {
            using var gate = await OutboxGate.EnterAsync(folder, time, cancellationToken);
            if (TryOpen(gate.Generation) is { } open)
                return open;
        }

        using var closed = await OutboxGate.CloseAsync(folder, time, cancellationToken);
        closed.Announce();
        var aside = _damaged.SetAside();
        LogSetAside(aside);
        return TryOpen(closed.Generation, Path.GetFileName(aside)) ?? throw new IOException($"A fresh database in {folder.Path} is damaged at once.");
    }

    private OpenOutbox? TryOpen(long generation, string? setAside = null)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = OutboxConnection.Open(folder.Database, options.HardCapBytes);
            if (IsSound(connection))
            {
                var isFresh = Schema.Upgrade(connection, folder.Database);
                Account(connection, isFresh, setAside);
                var open = new OpenOutbox(connection, _keys.ReadOrMake(), generation);
                connection = null;
                return open;
            }
        }
        catch (SqliteException damage) when (SqliteCodes.IsDamage(damage))
        {
            LogDamage(damage.SqliteErrorCode);
        }
        finally
        {
            connection?.Dispose();
        }

        return null;
    }

    private static bool IsSound(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = QuickCheck;
        return command.ExecuteScalar() is Sound;
    }

    // Numbers go on where the lost file ended, so that the mark stays true.
    private void Account(SqliteConnection connection, bool isFresh, string? setAside)
    {
        var mark = new HighWaterMark(folder).Read();
        var last = Last(connection);
        if (last >= mark && setAside is null)
            return;

        using var transaction = connection.BeginTransaction(deferred: false);
        Incident.Note(connection, Instant.FromDateTimeOffset(time.GetUtcNow()), setAside is null ? Incident.Emptied : Incident.Damaged, setAside, mark - last);
        if (last < mark)
            GoOn(connection, mark);
        transaction.Commit();

        if (setAside is null)
            LogEmptied(folder.Database, isFresh, mark - last);
    }

    private static long Last(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = LastNumber;
        return (long)command.ExecuteScalar()!;
    }

    private static void GoOn(SqliteConnection connection, long sequence)
    {
        using var command = connection.CreateCommand();
        command.CommandText = GoOnFrom;
        command.Parameters.AddWithValue("@seq", sequence);
        command.ExecuteNonQuery();
    }

    [LoggerMessage(7001, LogLevel.Error, "The outbox was damaged and was set aside as {File}; a fresh one takes its place. Events in it that were not delivered yet are lost unless that file is repaired")]
    private partial void LogSetAside(string file);

    [LoggerMessage(7002, LogLevel.Warning, "The outbox cannot be read (SQLite's error {Code})")]
    private partial void LogDamage(int code);

    [LoggerMessage(7003, LogLevel.Error, "The outbox {File} has lost its newest rows (all of them: {IsFresh}), at least {Events}: somebody emptied, removed or replaced it. Those that were not delivered yet are lost")]
    private partial void LogEmptied(string file, bool isFresh, long events);
}
