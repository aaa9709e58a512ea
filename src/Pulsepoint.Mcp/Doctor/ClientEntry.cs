using System.Text.Json;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>How a client is told to start this server.</summary>
/// <param name="Command">The program; empty where none is named.</param>
/// <param name="Arguments">What it is started with.</param>
/// <param name="Environment">Variables that are set for it.</param>
internal sealed record ClientEntry(string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    private const string Tool = "pulsepoint-mcp";
    private const string Assembly = "Pulsepoint.Mcp.dll";

    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The entries of a client's file that start this server, also those of a single project.</summary>
    /// <exception cref="JsonException">The file is no JSON, as clients write it.</exception>
    public static IReadOnlyList<ClientEntry> Read(string text)
    {
        using var document = JsonDocument.Parse(text, s_lenient);
        return document.RootElement.ValueKind is JsonValueKind.Object ? [.. Lists(document.RootElement).SelectMany(Entries)] : [];
    }

    private static IEnumerable<JsonElement> Lists(JsonElement root)
    {
        foreach (var name in new[] { "mcpServers", "servers" })
        {
            if (root.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Object)
                yield return list;
        }

        if (!root.TryGetProperty("projects", out var projects) || projects.ValueKind is not JsonValueKind.Object)
            yield break;

        foreach (var project in projects.EnumerateObject())
        {
            if (project.Value.ValueKind is JsonValueKind.Object && project.Value.TryGetProperty("mcpServers", out var list) && list.ValueKind is JsonValueKind.Object)
                yield return list;
        }
    }

    private static IEnumerable<ClientEntry> Entries(JsonElement list) =>
        list.EnumerateObject().Where(e => e.Value.ValueKind is JsonValueKind.Object).Select(e => Of(e.Value)).Where(IsOurs);

    private static ClientEntry Of(JsonElement entry) => new(
        Text(entry, "command"),
        entry.TryGetProperty("args", out var arguments) && arguments.ValueKind is JsonValueKind.Array
            ? [.. arguments.EnumerateArray().Where(IsText).Select(a => a.GetString()!)] // not null where it is a text
            : [],
        entry.TryGetProperty("env", out var variables) && variables.ValueKind is JsonValueKind.Object
            ? variables.EnumerateObject().Where(v => IsText(v.Value)).DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Value.GetString()!) // likewise
            : new Dictionary<string, string>());

    private static bool IsOurs(ClientEntry entry) =>
        Path.GetFileNameWithoutExtension(entry.Command.Split('/', '\\')[^1]) == Tool || entry.Arguments.Any(a => a == Tool || a.EndsWith(Assembly, StringComparison.Ordinal));

    private static string Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && IsText(value) ? value.GetString()! : ""; // likewise

    private static bool IsText(JsonElement value) => value.ValueKind is JsonValueKind.String;
}
