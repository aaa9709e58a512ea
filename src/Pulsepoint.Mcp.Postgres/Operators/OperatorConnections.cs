using System.Collections.Concurrent;
using System.Net.Sockets;
using Npgsql;
using Pulsepoint.Mcp.Postgres.Addresses;

namespace Pulsepoint.Mcp.Postgres.Operators;

/// <summary>The only way to a session of an operator. Never used on behalf of a tenant's call.</summary>
internal sealed class OperatorConnections(OperatorCredentials credentials, DataSourceFactory sources) : IAsyncDisposable
{
    private const string MaintenanceDatabase = "postgres";

    // A migrator holds its lock in one session and works in another.
    private const int MaxPoolSize = 4;

    private readonly ConcurrentDictionary<(OperatorRole, bool), NpgsqlDataSource> _pools = new();

    /// <summary>Runs the work in a session of the operator.</summary>
    /// <param name="role">Who logs in.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancellationToken">Stops waiting and cancels the statement.</param>
    /// <param name="maintenance">In the maintenance database instead, where Pulsepoint's own may not exist yet.</param>
    public async Task<T> RunAsync<T>(
        OperatorRole role, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken, bool maintenance = false)
    {
        var pool = await PoolAsync(role, maintenance, cancellationToken);
        try
        {
#pragma warning disable RS0030 // The operators' door.
            await using var connection = await pool.OpenConnectionAsync(cancellationToken);
#pragma warning restore RS0030
            return await work(connection, cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or SocketException)
        {
            if (OperatorFailure.ToRefusal(failure, role) is { } refusal)
                throw refusal;

            throw;
        }
    }

    public async ValueTask<NpgsqlDataSource> PoolAsync(OperatorRole role, bool maintenance, CancellationToken cancellationToken)
    {
        if (_pools.TryGetValue((role, maintenance), out var known))
            return known;

        var (address, login) = await credentials.FindAsync(role, cancellationToken);
        var place = maintenance ? address with { Database = MaintenanceDatabase } : address;
        return _pools.GetOrAdd((role, maintenance), _ => sources.Create(place, login, MaxPoolSize));
    }

    public async ValueTask<string> DatabaseNameAsync(OperatorRole role, CancellationToken cancellationToken) =>
        (await credentials.FindAsync(role, cancellationToken)).Address.Database;

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
    }
}
