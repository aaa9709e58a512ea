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
        catch (SettingException wrong)
        {
            throw Refusal.SourceUnavailable(wrong.Message, wrong.Example, wrong);
        }
    }

    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (!Exists)
            return false;

        var (server, locks) = Parts(OsAccount.ForServer(options.OsUser));
        await using var starting = await locks.StartingAsync(cancellationToken);
        File.Delete(_folders.KeepRunningFile);
        if (await server.RunningAsync(cancellationToken) is null)
            return false;

        if (!locks.NobodyUsesIt())
        {
            throw Refusal.SourceUnavailable(
                "Another process uses the embedded database; it stops with the last of them.",
                "Close the clients that started pulsepoint-mcp on this state folder.");
        }

        await server.StopAsync();
        return await server.RunningAsync(cancellationToken) is null
            ? true
            : throw Refusal.SourceUnavailable("The embedded database does not stop.", $"See {_folders.LogFile}, and stop it by hand.");
    }

    public async Task DestroyAsync(CancellationToken cancellationToken)
    {
        if (!Exists)
            return;

        var (server, locks) = Parts(OsAccount.ForServer(options.OsUser));
        await using var starting = await locks.StartingAsync(cancellationToken);
        if (!locks.NobodyUsesIt())
        {
            throw Refusal.SourceUnavailable(
                "Another process uses the embedded database.",
                "Close the clients that started pulsepoint-mcp on this state folder, then try again.");
        }

        if (await server.RunningAsync(cancellationToken) is not null)
            await server.StopAsync();

        if (await server.RunningAsync(cancellationToken) is not null)
            throw Refusal.SourceUnavailable("The embedded database does not stop.", $"See {_folders.LogFile}, stop it by hand, then try again.");

        Directory.Delete(_folders.Data, recursive: true);
    }

    private async Task<IClusterLease> OpenAsync(CancellationToken cancellationToken)
    {
        var account = OsAccount.ForServer(options.OsUser);
        ClusterRoot.Prepare(_folders, account);

        var (server, locks) = Parts(account);
        await using var starting = await locks.StartingAsync(cancellationToken);
        var use = await locks.UsingAsync(cancellationToken);
        try
        {
            if (!_folders.Exists)
                await MakeAsync(account, cancellationToken);

            var address = await server.RunningAsync(cancellationToken) ?? await server.StartAsync(cancellationToken);
            return new ClusterLease(address, use, locks, server, _folders.KeepRunningFile);
        }
        catch
        {
            await use.DisposeAsync();
            // Given up in the middle of a start: nobody else would stop it.
            if (locks.NobodyUsesIt())
                await server.StopAsync();
            throw;
        }
    }

    private async Task MakeAsync(OsAccount? account, CancellationToken cancellationToken)
    {
        var runner = new ProgramRunner(account, time);
        await new ClusterMaker(_folders, account, runner).MakeAsync(await Finder(runner).FindAsync(_folders.VersionFile, cancellationToken), cancellationToken);
    }

    private (ClusterServer Server, ClusterLocks Locks) Parts(OsAccount? account)
    {
        var runner = new ProgramRunner(account, time);
        var server = new ClusterServer(
            _folders, Finder(runner), runner, new OrphanedServer(_folders, time), options.StartTimeout, time, logs.CreateLogger<ClusterServer>());
        return (server, new ClusterLocks(_folders, options.LockTimeout, time));
    }

    private ProgramFinder Finder(ProgramRunner runner) =>
        new(new ProgramPlaces(options.ProgramFolder, options.SearchPath, SystemPlace.OfThisMachine(), _folders.Bundle), runner);
}
