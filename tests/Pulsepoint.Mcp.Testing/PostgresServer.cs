using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Testing;

/// <summary>
/// A private Postgres in a folder of its own. <see cref="SharedAsync"/> gives the one of the test run, which its set-up
/// fixture ends with <see cref="StopSharedAsync"/>; roles belong to the whole server, so give each fixture a database and names of its own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Another version of the server than the machine's own, where the run names one.
    private static readonly EmbeddedClusterOptions s_programs = new() { ProgramFolder = Environment.GetEnvironmentVariable("PULSEPOINT_PG_BIN") };
    private static readonly Lazy<Task<PostgresServer>> s_shared = new(() => StartAsync());

    private IClusterLease _lease;
    private readonly BootstrapAccess _bootstrap;

    private PostgresServer(StateFolder state, IClusterLease lease)
    {
        State = state;
        _lease = lease;
        _bootstrap = new BootstrapAccess(state);
    }

    public StateFolder State { get; }

    /// <summary>As the tool gets it: <c>postgresql://…</c> without credentials.</summary>
    public string Address => _lease.Address;

    public static Task<PostgresServer> SharedAsync() => s_shared.Value;

    public static async Task StopSharedAsync()
    {
        if (s_shared.IsValueCreated)
            await (await s_shared.Value).DisposeAsync();
    }

    public static Task<PostgresServer> StartAsync() => StartAsync(TemporaryFolder.Create());

    /// <summary>One that listens on a port: a socket's path has a limit, and this folder's is longer.</summary>
    public static Task<PostgresServer> StartOnPortAsync() =>
        StartAsync(Directory.CreateDirectory(Path.Combine(TemporaryFolder.Create(), new string('p', 120))).FullName);

    private static async Task<PostgresServer> StartAsync(string folder)
    {
        var state = new StateFolder(folder);
        var server = new PostgresServer(state, await LeaseAsync(state));
        await server.PreferSpeedAsync();
        return server;
    }

    /// <summary>With room for this many connections; the server is started anew for it.</summary>
    public async Task AllowConnectionsAsync(int number)
    {
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"alter system set max_connections = {number}"));
        NpgsqlConnection.ClearAllPools();
        await _lease.DisposeAsync();
        _lease = await LeaseAsync(State);
    }

    /// <summary>For the bootstrap superuser; to the database <c>postgres</c> unless another is named.</summary>
    public string SuperuserConnectionString(string database = "postgres") => _bootstrap.ConnectionString(database);

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        Directory.Delete(State.Root, recursive: true);
    }

    private static Task<IClusterLease> LeaseAsync(StateFolder state) =>
        new EmbeddedCluster(state, s_programs, TimeProvider.System, NullLoggerFactory.Instance).CreateOrAttachAsync(CancellationToken.None);

    /// <summary>Tests need not survive a power cut.</summary>
    private Task PreferSpeedAsync() => RunAsync(
        "alter system set fsync = off", "alter system set synchronous_commit = off", "alter system set full_page_writes = off", "select pg_reload_conf()");

    /// <summary>As the superuser, one statement after the other.</summary>
    public async Task RunAsync(params string[] statements)
    {
        // Not pooled: no session of it is left when the server stops, and to clear pools would end those of other tests.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(SuperuserConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
