namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>Where and with what the tool is started. Nothing of the machine's own settings reaches it.</summary>
internal sealed record ToolSetting
{
    private static readonly string[] s_inherited = ["PATH", "DOTNET_ROOT", "DOTNET_HOST_PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"];

    public required string State { get; init; }

    public string? ApiKeyFile { get; init; }

    /// <summary>A database of its own choice, instead of the state folder's cluster.</summary>
    public string? Database { get; init; }

    public string? WorkingDirectory { get; init; }

    /// <summary>More settings, by name.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Environment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PULSEPOINT_STATE"] = State,
            ["HOME"] = State,
            ["NO_COLOR"] = "1",
            // A busy machine takes longer than an analyst waits.
            ["PULSEPOINT_ANSWER_SECONDS"] = "60",
        };

        foreach (var name in s_inherited)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        }

        if (Database is not null)
            variables["PULSEPOINT_DATABASE"] = Database;
        if (ApiKeyFile is not null)
            variables["PULSEPOINT_API_KEY_FILE"] = ApiKeyFile;

        foreach (var (name, value) in More)
            variables[name] = value;

        return variables;
    }
}
