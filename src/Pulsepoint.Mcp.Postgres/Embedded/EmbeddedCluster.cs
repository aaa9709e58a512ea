using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Postgres.Embedded;

internal sealed class EmbeddedCluster(StateFolder state, EmbeddedClusterOptions options, TimeProvider time, ILoggerFactory logs) : IEmbeddedCluster
{
    private readonly ClusterFolders _folders = new(state);

    public bool Exists => _folders.Exists;

    public Task<IClusterLease> CreateOrAttachAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    public async Task<IClusterLease> AttachAsync(CancellationToken cancellationToken)
    {
        if (!Exists)
            throw Refusal.SourceUnavailable(
                "There is no embedded database in the state folder.",
                "Run pulsepoint-mcp demo to make one, or set PULSEPOINT_DATABASE to the database to use.");

        try
        {
            return await OpenAsync(cancellationToken);
        }
        catch (MissingOnMachineException missing)
        {
            // A server in the middle of a conversation refuses; only a command ends with "install this first".
            throw Refusal.SourceUnavailable(missing.Message, $"Install Postgres: {missing.HowToInstall}", missing);
        }
    }

    private async Task<IClusterLease> OpenAsync(CancellationToken cancellationToken)
    {
        var account = OsAccount.ForServer(options.OsUser);
        ClusterRoot.Prepare(_folders, account);

        var runner = new ProgramRunner(account, time);
        var places = new ProgramPlaces(options.ProgramFolder, options.SearchPath, SystemPlace.OfThisMachine(), _folders.Bundle);
        var finder = new ProgramFinder(places, runner);
        var server = new ClusterServer(
            _folders, finder, runner, new OrphanedServer(_folders, time), options.StartTimeout, logs.CreateLogger<ClusterServer>());
        var locks = new ClusterLocks(_folders, options.LockTimeout, time);

        await using var starting = await locks.StartingAsync(cancellationToken);
        var use = await locks.UsingAsync(cancellationToken);
        try
        {
            if (!_folders.Exists)
                await new ClusterMaker(_folders, account, runner).MakeAsync(await finder.FindAsync(_folders.VersionFile, cancellationToken), cancellationToken);

            var address = server.Running() ?? await server.StartAsync(cancellationToken);
            return new ClusterLease(address, use, locks, server);
        }
        catch
        {
            await use.DisposeAsync();
            throw;
        }
    }
}
