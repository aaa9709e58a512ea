using Microsoft.Data.Sqlite;
using Pulsepoint.Mcp.Outbox.Sealing;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>The database while it is open.</summary>
/// <param name="Connection">The one connection of this process.</param>
/// <param name="Keys">What seals and opens its events.</param>
/// <param name="Generation">Of the file and the keys; another generation is opened anew.</param>
internal sealed record OpenOutbox(SqliteConnection Connection, PayloadKeys Keys, long Generation) : IDisposable
{
    public T Transact<T>(Func<OutboxSession, T> work, bool isShortOfRoom = false)
    {
        // At once for writing: two readers that both want to write could only fail.
        using var transaction = Connection.BeginTransaction(deferred: false);
        var result = work(new OutboxSession(Connection, Keys, isShortOfRoom));
        transaction.Commit();
        return result;
    }

    public void Dispose() => Connection.Dispose();
}
