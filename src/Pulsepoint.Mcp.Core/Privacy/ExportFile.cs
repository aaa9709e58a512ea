using System.Security.Cryptography;
using System.Text;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>A file of JSON lines that counts and hashes what goes into it.</summary>
internal sealed class ExportFile : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ExportFile(string folder, string table)
    {
        Name = table + ".jsonl";
        var path = Path.Combine(folder, Name);
        StateFolder.CreatePrivate(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = BufferBytes };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        _stream = new FileStream(path, options);
    }

    /// <summary>Below the folder, with slashes.</summary>
    public string Name { get; }

    public long Rows { get; private set; }

    public void Write(string json)
    {
        var line = s_utf8.GetBytes(json + "\n");
        _stream.Write(line);
        _hash.AppendData(line);
        Rows++;
    }

    public ExportedFile Complete()
    {
        var bytes = _stream.Position;

        // The organisation may be deleted next.
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        return new ExportedFile(Name, Rows, bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }
}
