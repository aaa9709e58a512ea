using System.Collections.Concurrent;
using System.Net.Sockets;
using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>
/// The only way to a tenant's rows: it logs in as the key itself, so the database knows who asks without being told, and
/// turns what the database says about the key into the refusal that the caller gets.
/// </summary>
internal sealed class TenantConnections(IDatabaseAddress address, DataSourceFactory sources, SessionGuard guard, TimeProvider time) : IAsyncDisposable
{
    private const int MaxPoolSize = 2;
    private const int KeptStatements = 32;

    // A key is one login, and a process serves one key or a few; a pool per login is also what keeps sessions apart.
    private readonly ConcurrentDictionary<string, TenantPool> _pools = new();

    /// <summary>Runs a read in a session of the tenant's key.</summary>
    /// <param name="tenant">Whose key logs in.</param>
    /// <param name="need">The permission that the database must find in the key's row.</param>
    /// <param name="read">Changes nothing, or nothing that a second time would harm: it may run twice when a session is lost.</param>
    /// <param name="cancellationToken">Stops waiting and cancels the statement.</param>
    public async Task<T> ReadAsync<T>(
        TenantContext tenant, Permissions need, Func<TenantConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var pool = await PoolAsync(tenant, cancellationToken);
        try
        {
            try
            {
                return await ReadOnceAsync(pool, need, read, cancellationToken);
            }
            catch (NpgsqlException lost) when (DatabaseFailure.IsLostSession(lost))
            {
                // The server cut the session or was restarted. The next login tells whether the key is still good.
                pool.Clear();
                return await ReadOnceAsync(pool, need, read, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or SocketException)
        {
            if (DatabaseFailure.ToRefusal(failure, tenant, need, time) is { } refusal)
                throw refusal;

            throw;
        }
    }

    private static async Task<T> ReadOnceAsync<T>(
        TenantPool pool, Permissions need, Func<TenantConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var session = await pool.OpenAsync(cancellationToken);
        await using var connection = new TenantConnection(session, need);
        return await read(connection, cancellationToken);
    }

    private async ValueTask<TenantPool> PoolAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        if (_pools.TryGetValue(tenant.Login.Role, out var known))
            return known;

        var place = await address.ResolveAsync(cancellationToken);
        return _pools.GetOrAdd(tenant.Login.Role, _ => new TenantPool(
            sources.Create(place, tenant.Login, MaxPoolSize, KeptStatements), guard, FreeConnection.Wait(time)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
    }
}
