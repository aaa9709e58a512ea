namespace Pulsepoint.Mcp.Hosting;

/// <summary>How this very program is started again: by its own executable, or by dotnet and its library.</summary>
/// <param name="Command">Absolute path.</param>
/// <param name="Arguments">What comes before the options.</param>
internal sealed record OwnCommand(string Command, IReadOnlyList<string> Arguments)
{
    public static OwnCommand Find()
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? new OwnCommand(process, [Path.Combine(AppContext.BaseDirectory, "Pulsepoint.Mcp.dll"), "serve"])
            : new OwnCommand(process, ["serve"]);
    }
}
