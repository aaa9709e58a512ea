using System.Globalization;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Running processes as <c>/proc</c> shows them.</summary>
internal static class ProcessTree
{
    /// <summary>A process and all below it.</summary>
    public static IReadOnlyList<SeenProcess> From(int root)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        List<int> ids = [root];
        for (var i = 0; i < ids.Count; i++)
            ids.AddRange(parents[ids[i]]);

        return [.. ids.Select(See).OfType<SeenProcess>()];
    }

    /// <summary>The server of the state folder's cluster. It was given a session of its own, so the tool is not above it.</summary>
    public static int DatabaseOf(ToolSetting setting) =>
        int.Parse(File.ReadLines(Path.Combine(setting.State, "pg", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    // The second field is a name in brackets, which may hold anything.
    private static int ParentOf(int id) =>
        Read(id, "stat") is { } text ? int.Parse(text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) : 0;

    private static SeenProcess? See(int id) =>
        Read(id, "cmdline") is { } arguments && Read(id, "environ") is { } environment ? new SeenProcess(id, arguments, environment) : null;

    /// <summary>Null when it has ended meanwhile.</summary>
    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
