using System.Reflection;

namespace Pulsepoint.Mcp.Hosting;

internal static class ToolVersion
{
    /// <summary>The package's version, without the commit that the SDK appends.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
