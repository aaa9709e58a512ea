namespace Pulsepoint.Mcp.Core.State;

/// <summary>
/// A file for its owner only (0600) whose place is taken before there is anything to write: for what is made once and
/// could not be written afterwards. Given up unwritten, it leaves nothing.
/// </summary>
public sealed class NewPrivateFile : IDisposable
{
    private readonly FileStream _stream;
    private bool _isWritten;

    /// <exception cref="IOException">Something stands there already, or the folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there.</exception>
    public NewPrivateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        Path = System.IO.Path.GetFullPath(path);
        _stream = new FileStream(Path, options);
    }

    public string Path { get; }

    /// <summary>Writes it through to the disk.</summary>
    public void Write(string text)
    {
        using (var writer = new StreamWriter(_stream, leaveOpen: true))
            writer.Write(text);

        _stream.Flush(flushToDisk: true);
        _isWritten = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isWritten)
            File.Delete(Path);
    }
}
