using System.Runtime.Versioning;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// The cluster's folders and whom they belong to. When the server runs as another user, that user owns what the server
/// writes and may pass through the folders above; secrets stay with this process' user.
/// </summary>
internal static class ClusterRoot
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PassThrough = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void Prepare(ClusterFolders folders, OsAccount? account)
    {
        StateFolder.CreatePrivate(folders.State);
        StateFolder.CreatePrivate(folders.Root);
        if (account is not null && !OperatingSystem.IsWindows())
            OpenTheWay(folders, account);

        CreateFor(account, folders.Sockets);
        CreateFor(account, folders.Logs);
    }

    /// <summary>A folder that only the server's user can enter (and this process, where it is root).</summary>
    public static void CreateFor(OsAccount? account, string folder)
    {
        StateFolder.CreatePrivate(folder);
        account?.Own(folder);
    }

    [UnsupportedOSPlatform("windows")]
    private static void OpenTheWay(ClusterFolders folders, OsAccount account)
    {
        if (FirstClosed(Path.GetDirectoryName(folders.State)) is { } closed)
            throw Refusal.SourceUnavailable(
                $"Postgres runs as the user {account.Name}, who cannot enter {closed}, above the state folder.",
                "Set PULSEPOINT_STATE to a folder that others can pass through, such as /var/lib/pulsepoint, or run pulsepoint-mcp as an ordinary user.");

        File.SetUnixFileMode(folders.State, File.GetUnixFileMode(folders.State) | PassThrough);
        File.SetUnixFileMode(folders.Root, PassThrough);
    }

    [UnsupportedOSPlatform("windows")]
    private static string? FirstClosed(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute))
                return folder;
        }

        return null;
    }
}
