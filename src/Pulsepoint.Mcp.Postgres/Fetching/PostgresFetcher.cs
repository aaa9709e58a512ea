using Microsoft.Extensions.Logging;
using MysticMind.PostgresEmbed;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Postgres.Fetching;

/// <summary>
/// The library picks the version and platform and unpacks; <see cref="CheckedDownloads"/> underneath it adds what it
/// lacks: progress, and that nothing is accepted without a checksum.
/// </summary>
internal sealed partial class PostgresFetcher(StateFolder state, EmbeddedClusterOptions options, ILogger<PostgresFetcher> log) : IPostgresFetcher
{
    /// <summary>The library takes the newest minor version of it.</summary>
    private const string Major = "17";

    private static readonly TimeSpan s_longestDownload = TimeSpan.FromMinutes(10);

    private readonly ClusterFolders _folders = new(state);

    public async Task FetchAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (new ServerPrograms(Path.Combine(_folders.Bundle, "bin")).AreComplete)
            return;

        StateFolder.CreatePrivate(_folders.State);
        // A folder of its own for each attempt, then one rename: whoever looks sees all or nothing.
        var workshop = Directory.CreateDirectory($"{_folders.Bundle}.{Environment.ProcessId}.new").FullName;
        try
        {
            var install = await InstallAsync(workshop, progress, cancellationToken);
            SharedRights.Grant(install);
            MoveIntoPlace(install);
            SharedRights.GrantFolder(Path.GetDirectoryName(_folders.Bundle)!); // Never a root: its last part is the platform.
            LogFetched(Path.GetFileName(install));
        }
        catch (Exception failure) when (IsAboutTheDownload(failure) && !cancellationToken.IsCancellationRequested)
        {
            // The innermost sentence says what happened (connection refused, checksum), the outer ones only where.
            throw InstallAdvice.NoPrograms($"Postgres could not be fetched: {failure.GetBaseException().Message}", failure);
        }
        finally
        {
            Directory.Delete(workshop, recursive: true);
        }
    }

    private async Task<string> InstallAsync(string workshop, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new CheckedDownloads(progress)) { Timeout = s_longestDownload };
        var library = new PgServer(new PgServerOptions
        {
            PgVersion = Major,
            BinariesDir = workshop,
            DbDir = workshop,
            HttpClient = http,
            // A wrong checksum stays wrong, and a person who waits at a terminal is told sooner.
            DownloadRetryCount = 0,
            MavenRepo = options.MavenRepository?.AbsoluteUri.TrimEnd('/') ?? PgServerOptions.DefaultMavenRepo,
        });
        await library.InstallAsync(cancellationToken);
        return library.InstallDir;
    }

    private void MoveIntoPlace(string install)
    {
        try
        {
            Directory.Move(install, _folders.Bundle);
        }
        catch (IOException) when (new ServerPrograms(Path.Combine(_folders.Bundle, "bin")).AreComplete)
        {
            // Another process was faster; its programs are as good.
        }
    }

    /// <summary>A cancellation that nobody asked for is the client's time limit.</summary>
    private static bool IsAboutTheDownload(Exception failure) => failure
        is PostgresEmbedException or UnsupportedPlatformException or HttpRequestException or ChecksumException or IOException or TaskCanceledException;

    [LoggerMessage(3110, LogLevel.Information, "Fetched the server programs {Name}.")]
    private partial void LogFetched(string name);
}
