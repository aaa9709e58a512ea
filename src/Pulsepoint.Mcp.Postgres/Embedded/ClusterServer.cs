using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// Starts and stops the server through pg_ctl, which gives it a session of its own: a client that kills our process
/// group does not take the database with it. Call everything under the start lock.
/// </summary>
internal sealed partial class ClusterServer(
    ClusterFolders folders,
    ProgramFinder finder,
    ProgramRunner runner,
    OrphanedServer orphan,
    TimeSpan startTimeout,
    TimeProvider time,
    ILogger<ClusterServer> log)
{
    /// <summary>Where the server listens, if it runs.</summary>
    public async Task<ClusterAddress?> RunningAsync(CancellationToken cancellationToken)
    {
        // Its starter may have died in the middle; a second postmaster would only find the first one's lock file.
        await Patience.UntilAsync(() => Postmaster() is not { IsReady: false }, startTimeout, time, cancellationToken);
        return Postmaster()?.Address is { } address && Answers(address) ? address : null;
    }

    public async Task<ClusterAddress> StartAsync(CancellationToken cancellationToken)
    {
        var programs = await finder.FindAsync(folders.VersionFile, cancellationToken);
        await orphan.ClearAsync(cancellationToken);
        var address = ClusterAddress.Socket(folders.Sockets) ?? ClusterAddress.Loopback(FreePort());
        await WriteListenFileAsync(address, cancellationToken);

        // Without a log file the server would keep the pipes of pg_ctl, which lead to us.
        var starting = ControlAsync(
            programs,
            ["start", "--wait", "--timeout", startTimeout.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture), "--log", Path.GetFileName(folders.LogFile)],
            CancellationToken.None);
        var outcome = await UntilItCanBeStoppedAsync(starting, cancellationToken);
        if (!outcome.Succeeded)
            throw Refusal.SourceUnavailable(
                "The embedded database does not start.",
                $"See {folders.LogFile} for the reason.",
                new InvalidOperationException(outcome.Output.Trim()));

        LogStarted(address.IsSocket ? "socket" : "loopback");
        return address;
    }

    /// <summary>Nothing to do for a server that is gone already.</summary>
    public async Task StopAsync()
    {
        if (Postmaster() is null || finder.FindAny() is not { } programs)
            return;

        var outcome = await ControlAsync(programs, ["stop", "--wait", "--mode", "fast"], CancellationToken.None);
        if (outcome.Succeeded)
            LogStopped();
        else
            LogNotStopped(outcome.ExitCode);
    }

    /// <summary>
    /// A start given up goes on until the server has said who it is: with the messenger killed before, nobody could tell which
    /// process to stop, and it would come up without a user.
    /// </summary>
    private async Task<ProgramOutcome> UntilItCanBeStoppedAsync(Task<ProgramOutcome> starting, CancellationToken cancellationToken)
    {
        try
        {
            return await starting.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await Patience.UntilAsync(() => starting.IsCompleted || Postmaster() is not null, startTimeout, time, CancellationToken.None);
            throw;
        }
    }

    private PostmasterFile? Postmaster() =>
        PostmasterFile.Read(folders.PostmasterFile) is { } postmaster && ProcessTable.IsServer(postmaster.ProcessId) ? postmaster : null;

    private Task<ProgramOutcome> ControlAsync(ServerPrograms programs, string[] arguments, CancellationToken cancellationToken) =>
        runner.ControlAsync(programs.PgCtl, folders.Data, folders.Logs, arguments, cancellationToken);

    private async Task WriteListenFileAsync(ClusterAddress address, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(folders.ListenFile, ClusterSettings.Listen(address), cancellationToken);
        // Ours, but the server's user must read it; the data folder around it lets nobody else in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folders.ListenFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>A number from a process table may have been given to another process; only an open door is proof.</summary>
    private static bool Answers(ClusterAddress address)
    {
        EndPoint end = address.IsSocket
            ? new UnixDomainSocketEndPoint(address.SocketPath)
            : new IPEndPoint(IPAddress.Parse(address.Host), address.Port);
        using var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(end);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LoggerMessage(3100, LogLevel.Information, "The embedded database runs ({Way}).")]
    private partial void LogStarted(string way);

    [LoggerMessage(3101, LogLevel.Information, "The embedded database was stopped: this was its last user.")]
    private partial void LogStopped();

    [LoggerMessage(3102, LogLevel.Warning, "The embedded database could not be stopped (pg_ctl ended with {ExitCode}).")]
    private partial void LogNotStopped(int exitCode);
}
