namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>
/// What the tests start: the tool as it was just built, or the command that <c>PULSEPOINT_E2E_COMMAND</c> names. So one
/// suite tries the build, the ahead-of-time package and the managed package.
/// </summary>
internal sealed record ToolCommand(string Executable, IReadOnlyList<string> Prefix)
{
    public const string Variable = "PULSEPOINT_E2E_COMMAND";

    private const string Assembly = "Pulsepoint.Mcp.dll";

    public static ToolCommand Current { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } command
        ? new ToolCommand(Path.GetFullPath(command), [])
        : new ToolCommand(DotnetHost, [BuiltAssembly]);

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    // artifacts/bin/<project>/<configuration>: the tool lies beside the tests, built in the same configuration.
    private static string BuiltAssembly
    {
        get
        {
            var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            return Path.Combine(own.Parent!.Parent!.FullName, "Pulsepoint.Mcp", own.Name, Assembly);
        }
    }
}
