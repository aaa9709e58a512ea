namespace Pulsepoint.Mcp.Doctor;

/// <summary>Where a client looks for the servers that it is to start.</summary>
/// <param name="Client">The client, for people.</param>
/// <param name="Path">The file.</param>
internal sealed record ClientConfigPlace(string Client, string Path)
{
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="workingFolder">A project that may have a configuration of its own.</param>
    public static IReadOnlyList<ClientConfigPlace> Known(Func<string, string?> environment, string workingFolder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var settings = SettingsFolder(environment, home);
        return
        [
            new("Claude Desktop", In(settings, "Claude", "claude_desktop_config.json")),
            new("Claude Code", In(home, ".claude.json")),
            new("Claude Code", In(workingFolder, ".mcp.json")),
            new("Cursor", In(home, ".cursor", "mcp.json")),
            new("Cursor", In(workingFolder, ".cursor", "mcp.json")),
            new("VS Code", In(settings, "Code", "User", "mcp.json")),
            new("VS Code", In(workingFolder, ".vscode", "mcp.json")),
        ];
    }

    // Where programs of this system keep what a person has set.
    private static string SettingsFolder(Func<string, string?> environment, string home)
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        if (OperatingSystem.IsMacOS())
            return In(home, "Library", "Application Support");

        return environment("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : In(home, ".config");
    }

    private static string In(params string[] parts) => System.IO.Path.Combine(parts);
}
