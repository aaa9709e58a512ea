using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What every verb takes.</summary>
/// <param name="State">The folder of <c>--state</c>; null when it was not given.</param>
/// <param name="Verbose">Whether a failure shows its stack trace.</param>
internal sealed record VerbOptions(string? State, bool Verbose)
{
    public static VerbOptions None { get; } = new(null, false);

    /// <summary>Changes the settings for one verb; null leaves them.</summary>
    public Func<Settings, Settings>? Adjust { get; init; }
}
