using Microsoft.Data.Sqlite;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// Brings what is in the log into the database file while others go on writing. Left alone, the log grows until some call
/// has to do it, and waits for the disk several times over.
/// </summary>
internal sealed class LogShortener(OutboxFolder folder, TimeProvider time)
{
    private const string Passive = "pragma wal_checkpoint(passive);";

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private long _last;

    /// <summary>At most once a second. On a connection of its own, so that nobody waits for it.</summary>
    public void Shorten()
    {
        var last = Interlocked.Read(ref _last);
        if (time.GetElapsedTime(last) < s_every || Interlocked.CompareExchange(ref _last, time.GetTimestamp(), last) != last)
            return;

        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = folder.Database,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Passive;
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Whatever is wrong with the file shows at the next transaction, which knows what to do.
        }
    }
}
