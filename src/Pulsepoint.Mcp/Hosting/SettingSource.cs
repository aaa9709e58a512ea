using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>Finds settings: the environment beats <c>pulsepoint.json</c> of the state folder. The file holds the same names.</summary>
internal sealed class SettingSource
{
    public const string FileName = "pulsepoint.json";

    private const string Prefix = "PULSEPOINT_";
    private const int LongestShown = 64;

    private readonly Func<string, string?> _environment;
    private readonly string _path;
    private readonly IReadOnlyDictionary<string, string> _file;
    private readonly HashSet<string> _known = [];

    private SettingSource(Func<string, string?> environment, string path)
    {
        _environment = environment;
        _path = path;
        _file = ReadFile(path);
    }

    public static SettingSource Read(Func<string, string?> environment, string stateFolder) => new(environment, Path.Combine(stateFolder, FileName));

    /// <summary>The value; null when it is set nowhere or to nothing.</summary>
    public string? Find(string name)
    {
        _known.Add(name);
        var value = _environment(name);
        return string.IsNullOrWhiteSpace(value) ? _file.GetValueOrDefault(name) : value.Trim();
    }

    /// <summary>Once all are read: what the file names besides is a wish that nobody would hear, such as a name with a slip in it.</summary>
    public void RefuseOthers()
    {
        if (_file.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } name)
            throw new SettingException(_path, $"names {Show(name)}, which is no setting.", "{\"PULSEPOINT_LOG\": \"info\"}");
    }

    // Name and value may have changed places, and the value may be a key.
    private static string Show(string name) =>
        name.Length <= LongestShown && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name : $"something that does not begin with {Prefix}";

    private static Dictionary<string, string> ReadFile(string path)
    {
        if (!File.Exists(path))
            return [];

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new SettingException(path, "is not an object of names and texts.", "{\"PULSEPOINT_LOG\": \"info\"}");
        }
    }
}
