namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// A file that only takes up room. Even a deletion is first written to the log, so on a full disk nothing could be deleted;
/// then this file is given back, and until the disk has room again the database may not grow into it.
/// </summary>
internal sealed class HeadRoom(OutboxFolder folder, long bytes)
{
    /// <summary>It was given back: what is written now must fit into what the database has already.</summary>
    public bool IsGone => bytes > 0 && !File.Exists(folder.HeadRoom);

    /// <summary>Sets the room aside where it is not, as soon as the disk has that and as much again.</summary>
    public void Restore()
    {
        if (!IsGone || new DriveInfo(folder.Path).AvailableFreeSpace < 2 * bytes)
            return;

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = bytes };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        try
        {
            using var file = new FileStream(folder.HeadRoom, options);
        }
        catch (IOException)
        {
            // No room after all, or another process was quicker.
        }
    }

    public void GiveBack() => File.Delete(folder.HeadRoom);
}
