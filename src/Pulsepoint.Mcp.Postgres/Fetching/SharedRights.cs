namespace Pulsepoint.Mcp.Postgres.Fetching;

/// <summary>Programs hold no secrets, and the server may run as another user than the one who fetched them.</summary>
internal static class SharedRights
{
    private const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void GrantFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | Read | Execute);
    }

    public static void Grant(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        GrantFolder(folder);
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            // A link's own mode means nothing, and its target may lie outside.
            if (entry.LinkTarget is null)
                entry.UnixFileMode |= entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Read | Execute : Read;
        }
    }
}
