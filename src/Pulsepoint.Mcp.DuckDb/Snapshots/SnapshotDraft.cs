using DuckDB.NET.Data;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>A snapshot in the making. Disposed before <see cref="Publish"/>, it leaves nothing behind.</summary>
internal sealed class SnapshotDraft : IDisposable
{
    private const int Kept = 2;

    private readonly SnapshotFolder _folder;
    private readonly FileStream _lock;
    private bool _published;

    public SnapshotDraft(SnapshotFolder folder, string generation, FileStream writeLock, string memoryLimit)
    {
        _folder = folder;
        _lock = writeLock;
        Generation = generation;
        SweepDrafts();
        Connection = new DuckDBConnection(ConnectionText.ForWriting(folder.Draft(generation), memoryLimit));
        Connection.Open();
    }

    public string Generation { get; }

    public DuckDBConnection Connection { get; }

    /// <summary>Everything into the one file: the log beside it is empty afterwards.</summary>
    public void Checkpoint()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "CHECKPOINT";
        command.ExecuteNonQuery();
    }

    /// <summary>Closes the file, gives it its name, and lets readers see it.</summary>
    public void Publish()
    {
        Checkpoint();
        Connection.Dispose();
        File.Move(_folder.Draft(Generation), _folder.File(Generation));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File(Generation), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        _folder.Point(Generation);
        _published = true;
        SweepOld();
    }

    public void Dispose()
    {
        Connection.Dispose();
        if (!_published)
            SweepDrafts();

        _lock.Dispose();
    }

    /// <summary>Drafts exist only under the lock that we hold, so those found here are left from a crash, or our own.</summary>
    private void SweepDrafts()
    {
        foreach (var left in Directory.EnumerateFiles(_folder.Path, "w-*.duckdb.new*"))
            DeleteIfPossible(left);
        foreach (var spilled in Directory.EnumerateDirectories(_folder.Path, "w-*.duckdb.new*"))
            Directory.Delete(spilled, recursive: true);
    }

    private void SweepOld()
    {
        foreach (var generation in _folder.Generations().Where(g => g != Generation).Skip(Kept - 1))
        {
            DeleteIfPossible(_folder.File(generation));
            DeleteIfPossible(_folder.Stamp(generation));
        }
    }

    private static void DeleteIfPossible(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception open) when (open is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a file that a reader has open; the next publication tries again.
        }
    }
}
