namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// A file that only takes up room. Even a deletion is first written to the log, so on a full disk nothing could be deleted;
/// then this file is given back.
/// </summary>
internal sealed class HeadRoom(OutboxFolder folder, long bytes)
{
    /// <summary>Sets the room aside where it is not; left for later where the disk does not have it.</summary>
    public void Restore()
    {
        if (bytes == 0 || File.Exists(folder.HeadRoom))
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
            // No room, or another process was quicker.
        }
    }

    public void GiveBack() => File.Delete(folder.HeadRoom);
}
