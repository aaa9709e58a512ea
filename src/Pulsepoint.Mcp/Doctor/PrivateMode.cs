namespace Pulsepoint.Mcp.Doctor;

/// <summary>What a file's mode lets others do than its owner.</summary>
internal static class PrivateMode
{
    private const UnixFileMode OwnersOwn = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;

    private const UnixFileMode ReadOrWrite =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static UnixFileMode Others(UnixFileMode mode) => mode & ~OwnersOwn;

    /// <summary>Whether others can read or change the file. Windows says it otherwise, and is not asked.</summary>
    public static bool IsOpen(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & ReadOrWrite) != UnixFileMode.None;
}
