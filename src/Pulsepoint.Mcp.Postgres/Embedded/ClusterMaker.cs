using System.Security.Cryptography;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Makes the data folder, once per state folder.</summary>
internal sealed class ClusterMaker(ClusterFolders folders, OsAccount? account, ProgramRunner runner)
{
    private const int PasswordBytes = 24;

    /// <summary>Call under the start lock.</summary>
    public async Task MakeAsync(ServerPrograms programs, CancellationToken cancellationToken)
    {
        var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes));
        StateFolder.CreatePrivate(folders.Secrets);
        StateFolder.WritePrivate(folders.PasswordFile, password);

        if (Directory.Exists(folders.DataInTheMaking))
            Directory.Delete(folders.DataInTheMaking, recursive: true);
        ClusterRoot.CreateFor(account, folders.DataInTheMaking);

        var outcome = await InitAsync(programs, password, cancellationToken);
        if (!outcome.Succeeded)
            throw Refusal.SourceUnavailable(
                $"The embedded database could not be made: {outcome.Output.Trim()}",
                "Check the free space and the rights of the state folder, then run pulsepoint-mcp demo again.");

        await File.AppendAllTextAsync(Path.Combine(folders.DataInTheMaking, "postgresql.conf"), ClusterSettings.Fixed, cancellationToken);
        Directory.Move(folders.DataInTheMaking, folders.Data);
    }

    private async Task<ProgramOutcome> InitAsync(ServerPrograms programs, string password, CancellationToken cancellationToken)
    {
        // A copy for the time of initdb, which may run as a user who cannot read our secrets.
        var copy = Path.Combine(folders.Sockets, "password.tmp");
        StateFolder.WritePrivate(copy, password);
        try
        {
            account?.Own(copy);
            return await runner.RunAsync(programs.InitDb, Arguments(copy), cancellationToken);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>Without --no-sync, initdb takes seconds on a slow disk; a crash of the machine just then loses an empty cluster.</summary>
    private string[] Arguments(string passwordFile) =>
    [
        "--pgdata", folders.DataInTheMaking,
        "--username", BootstrapAccess.Superuser,
        "--auth", "scram-sha-256",
        "--pwfile", passwordFile,
        "--encoding", "UTF8",
        "--locale", "C",
        "--data-checksums",
        "--no-sync",
    ];
}
