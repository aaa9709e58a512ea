using System.Text;

namespace Pulsepoint.Mcp.OutboxProcess;

/// <summary>Lines that are in the file as soon as they are written, one write each: a killed process leaves only whole ones, or a last one without its end.</summary>
internal sealed class JournalFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Write(IEnumerable<string> lines) => _file.Write(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    public void Dispose() => _file.Dispose();
}
