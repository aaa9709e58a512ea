namespace Pulsepoint.Mcp.Testing;

public static class TemporaryFolder
{
    /// <summary>A new folder, short enough for a socket's path, that a server running as another user can pass through.</summary>
    public static string Create()
    {
        var folder = Directory.CreateTempSubdirectory("pp-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        return folder;
    }
}
