using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Privacy;

/// <summary>
/// A folder with a file of JSON lines for each table, and <c>manifest.json</c>, which counts and hashes them. It stands
/// under its name only once it is whole; given up before, it leaves nothing.
/// </summary>
public sealed class ExportFolder : IDisposable
{
    private readonly string _path;
    private readonly string _draft;
    private readonly Dictionary<string, ExportFile> _files = [];

    /// <exception cref="IOException">Something stands there already.</exception>
    public ExportFolder(string path)
    {
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(_path) || (Directory.Exists(_path) && Directory.EnumerateFileSystemEntries(_path).Any()))
            throw new IOException($"{_path} is there already and not an empty folder.");

        _draft = $"{_path}.{Path.GetRandomFileName()}";
        StateFolder.CreatePrivate(_draft);
    }

    /// <summary>Adds a row to its table's file. A table that is announced again begins anew.</summary>
    public void Take(ExportedRow row)
    {
        if (row.Json is { } json)
        {
            _files[row.Table].Write(json);
            return;
        }

        if (_files.Remove(row.Table, out var begun))
            begun.Dispose();

        _files.Add(row.Table, new ExportFile(_draft, row.Table));
    }

    /// <summary>Writes the manifest and gives the folder its name.</summary>
    public IReadOnlyList<ExportedFile> Complete(TenantId tenant, Instant at, string version, ExportedFacts facts)
    {
        ExportedFile[] files = [.. _files.Values.Select(file => file.Complete()).OrderBy(file => file.Name, StringComparer.Ordinal)];
        WriteManifest(tenant, at, version, facts, files);
        if (Directory.Exists(_path))
            Directory.Delete(_path);

        Directory.Move(_draft, _path);
        return files;
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();

        if (Directory.Exists(_draft))
            Directory.Delete(_draft, recursive: true);
    }

    private void WriteManifest(TenantId tenant, Instant at, string version, ExportedFacts facts, IEnumerable<ExportedFile> files)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("tenant", tenant.Value);
            json.WriteString("exported_at", InstantPattern.ExtendedIso.Format(at));
            json.WriteString("version", version);
            json.WriteString("facts", facts.Name());
            json.WriteStartArray("files");
            foreach (var file in files)
            {
                json.WriteStartObject();
                json.WriteString("file", file.Name);
                json.WriteNumber("rows", file.Rows);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        StateFolder.WritePrivate(Path.Combine(_draft, "manifest.json"), System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }
}
