namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>A file that is gone when it is disposed.</summary>
public sealed class FactFile(string path) : IDisposable
{
    public FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024, useAsync: true);

    public void Dispose() => File.Delete(path);
}
