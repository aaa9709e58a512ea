namespace Pulsepoint.Mcp.Core.State;

/// <summary>A file that one holder has alone or several share. The kernel frees it when its process dies, however it dies.</summary>
public static class FileLock
{
    // Another process' lock has no event to wait for, so it is asked for again; the usual holder needs 0.1 to 0.8 s.
    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>The lock, held until it is disposed; null when another holder did not let go in time.</summary>
    /// <param name="path">The file; made where there is none, for its owner only.</param>
    /// <param name="isShared">Held together with others who share it, and against whoever wants it alone.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="time">Measures the waiting.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<FileStream?> TakeAsync(string path, bool isShared, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);

        var since = time.GetTimestamp();
        while (true)
        {
            if (TryTake(path, isShared) is { } taken)
                return taken;

            if (time.GetElapsedTime(since) >= patience)
                return null;

            // The kernel tells nobody when a lock on a file gets free, so it has to be asked for again.
            await Task.Delay(s_askAgain, time, cancellationToken);
        }
    }

    /// <summary>The lock if it is free now; else null.</summary>
    public static FileStream? TryTake(string path, bool isShared = false)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = isShared ? FileAccess.Read : FileAccess.ReadWrite,
            Share = isShared ? FileShare.Read : FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        try
        {
            return new FileStream(path, options);
        }
        catch (IOException held) when (held.GetType() == typeof(IOException))
        {
            // A refused lock is a plain IOException; a missing folder and kin are its subclasses.
            return null;
        }
    }
}
