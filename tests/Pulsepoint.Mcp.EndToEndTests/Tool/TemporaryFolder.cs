namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>A folder of its own that goes away again. Others may pass through it: as root, the database runs as another user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode Traversable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pulsepoint-e2e-");

    public TemporaryFolder()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, Traversable);
    }

    public string Path => _folder.FullName;

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    public string CreateFolder(string name) => Directory.CreateDirectory(Combine(name)).FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
