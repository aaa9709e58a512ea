using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Clusters;

/// <summary>A state folder of its own; whatever runs there ends with it.</summary>
internal sealed class ClusterScene : IAsyncDisposable
{
    private readonly string _root = TemporaryFolder.Create();

    public ClusterScene(string below = "state")
    {
        State = new StateFolder(Path.Combine(_root, below));
        Folders = new ClusterFolders(State);
        Bootstrap = new BootstrapAccess(State);
    }

    public StateFolder State { get; }

    public ClusterFolders Folders { get; }

    public BootstrapAccess Bootstrap { get; }

    public int? ServerProcess => PostmasterFile.Read(Folders.PostmasterFile)?.ProcessId;

    /// <summary>As another process of this machine would have it.</summary>
    public EmbeddedCluster Cluster(EmbeddedClusterOptions? options = null) =>
        new(State, options ?? new EmbeddedClusterOptions(), TimeProvider.System, NullLoggerFactory.Instance);

    public Task<IClusterLease> CreateOrAttachAsync() => Cluster().CreateOrAttachAsync(CancellationToken.None);

    public async Task<string> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Bootstrap.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        if (ServerProcess is { } process && ProcessTable.IsServer(process))
        {
            var last = await CreateOrAttachAsync();
            await last.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }
}
