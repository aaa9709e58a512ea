using Microsoft.Data.Sqlite;
using Pulsepoint.Mcp.Outbox.Sealing;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>The database while it is open.</summary>
/// <param name="connection">The one connection of this process.</param>
/// <param name="keys">What seals and opens its events.</param>
/// <param name="generation">Of the file and the keys; another generation is opened anew.</param>
internal sealed class OpenOutbox(SqliteConnection connection, PayloadKeys keys, long generation) : IDisposable
{
    // With the log, either keeps the database whole; only this one waits for the disk at every commit.
    private const string Full = "pragma synchronous = full;";
    private const string Normal = "pragma synchronous = normal;";

    private bool? _isDurable;

    public long Generation { get; } = generation;

    public T Transact<T>(Func<OutboxSession, T> work, bool isDurable, bool isShortOfRoom)
    {
        Synchronise(isDurable);

        // At once for writing: two readers that both want to write could only fail.
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work(new OutboxSession(connection, keys, isShortOfRoom));
        transaction.Commit();
        return result;
    }

    public void Dispose() => connection.Dispose();

    private void Synchronise(bool isDurable)
    {
        if (_isDurable == isDurable)
            return;

        using var command = connection.CreateCommand();
        command.CommandText = isDurable ? Full : Normal;
        command.ExecuteNonQuery();
        _isDurable = isDurable;
    }
}
