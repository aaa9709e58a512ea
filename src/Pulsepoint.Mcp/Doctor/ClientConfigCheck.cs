using System.Text.Json;
using Pulsepoint.Mcp.Core.Access;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether clients of this machine are told to start the server in a way that works, with a key that is kept apart.</summary>
internal sealed class ClientConfigCheck(IReadOnlyList<ClientConfigPlace> places, string searchPath) : Check("client_config")
{
    private const long LongestFile = 16L << 20;
    private const string Advice = "'pulsepoint-mcp demo' prints an entry that works";

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        List<string> found = [];
        List<Finding> problems = [];
        foreach (var place in places.Where(p => new FileInfo(p.Path) is { Exists: true, Length: <= LongestFile }).DistinctBy(p => p.Path))
        {
            try
            {
                var text = await File.ReadAllTextAsync(place.Path, cancellationToken);
                var entries = ClientEntry.Read(text);
                if (entries.Count > 0)
                    found.Add($"{place.Client} ({place.Path})");

                problems.AddRange(entries.Select(entry => Judge(place, entry, searchPath)).OfType<Finding>());
                if (entries.Count > 0 && KeyShape.IsIn(text))
                    problems.Add(PlainKey(place));
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                problems.Add(Finding.Warning($"{place.Path}, the configuration of {place.Client}, cannot be read as JSON.", "Mend it: the client reads no server from it either."));
            }
        }

        return Sum(found, problems);
    }

    internal static Finding Sum(IReadOnlyList<string> found, IReadOnlyList<Finding> problems)
    {
        if (problems.OrderByDescending(p => p.Standing == Standing.Wrong).ToList() is [var worst, ..])
            return worst;

        return found.Count == 0
            ? Finding.Skipped($"No client of this machine is told to start Pulsepoint in a place that is known; {Advice}.")
            : Finding.Well($"Pulsepoint is started by {string.Join(", ", found)}.");
    }

    /// <summary>What keeps the entry from working; null where nothing does.</summary>
    internal static Finding? Judge(ClientConfigPlace place, ClientEntry entry, string searchPath)
    {
        if (Missing(entry, searchPath) is { } missing)
            return Finding.Wrong($"{place.Client} is to start {missing}, which is not there ({place.Path}).", $"Write the program's absolute path there; {Advice}.");

        // A reference like ${input:key} is no key, and neither is an empty text.
        if (entry.Environment.TryGetValue("PULSEPOINT_API_KEY", out var key) && key.Length > 0 && !key.StartsWith('$'))
            return PlainKey(place);

        return entry.Environment.TryGetValue("PULSEPOINT_API_KEY_FILE", out var file) && Path.IsPathFullyQualified(file) && !File.Exists(file)
            ? Finding.Wrong($"{place.Client} gives the server a key file that is not there ({place.Path}).", "Correct PULSEPOINT_API_KEY_FILE there.")
            : null;
    }

    // Looked for as a client would: a bare name on the search path, anything else where it says.
    private static string? Missing(ClientEntry entry, string searchPath)
    {
        if (entry.Arguments.FirstOrDefault(a => a.EndsWith(".dll", StringComparison.Ordinal) && Path.IsPathFullyQualified(a) && !File.Exists(a)) is { } library)
            return library;

        if (entry.Command.Contains('/', StringComparison.Ordinal) || entry.Command.Contains('\\', StringComparison.Ordinal))
            return File.Exists(entry.Command) ? null : entry.Command;

        return entry.Command.Length > 0 && searchPath.Split(Path.PathSeparator).Any(folder => IsProgram(folder, entry.Command)) ? null : $"'{entry.Command}'";
    }

    private static bool IsProgram(string folder, string name) => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe"));

    private static Finding PlainKey(ClientConfigPlace place) => Finding.Wrong(
        $"The configuration of {place.Client} holds an API key in plain text ({place.Path}).",
        "Put the key into a file of its own (chmod 600), name the file there as PULSEPOINT_API_KEY_FILE, and have a key that others may have seen replaced.");
}
