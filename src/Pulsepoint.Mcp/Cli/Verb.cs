using System.CommandLine;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Runs a verb: settings, container, and failures turned into one sentence, what to do next, and an exit code.</summary>
internal static class Verb
{
    public static Option<string?> State { get; } = new("--state")
    {
        Description = "The folder that keeps everything; default as PULSEPOINT_STATE.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the stack trace of a failure.", Recursive = true };

    /// <param name="command">The verb.</param>
    /// <param name="body">What it does; returns the exit code.</param>
    /// <param name="adjust">Changes the settings for this verb; null leaves them.</param>
    public static void Runs(this Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> body, Func<Settings, ParseResult, Settings>? adjust = null) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new VerbOptions(parsed.GetValue(State), parsed.GetValue(Verbose)) { Adjust = adjust is null ? null : settings => adjust(settings, parsed) },
            (services, token) => body(services, parsed, token),
            cancellationToken));

    /// <summary>For a verb to which wrong settings are nothing to end with.</summary>
    public static void RunsWithoutSettings(this Command command, Func<ParseResult, CancellationToken, Task<int>> body) =>
        command.SetAction((parsed, cancellationToken) => EndAsync(() => body(parsed, cancellationToken), parsed.GetValue(Verbose)));

    public static Task<int> RunAsync(VerbOptions options, Func<IServiceProvider, CancellationToken, Task<int>> body, CancellationToken cancellationToken) => EndAsync(
        async () =>
        {
            var settings = Settings.Load(options.State, Environment.GetEnvironmentVariable);

            // Disposed asynchronously, so that the embedded cluster is let go of in an orderly way.
            await using var services = ToolServices.Build(options.Adjust is { } adjust ? adjust(settings) : settings);
            return await body(services, cancellationToken);
        },
        options.Verbose);

    private static async Task<int> EndAsync(Func<Task<int>> body, bool withTrace)
    {
        try
        {
            return await body();
        }
#pragma warning disable CA1031 // The one place where a command ends: every failure becomes a sentence and an exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await WriteAsync(e, withTrace);
            return ExitCode.Of(e);
        }
    }

    private static async Task WriteAsync(Exception e, bool withTrace)
    {
        var (sentence, next) = e switch
        {
            SettingException setting => (setting.Message, setting.Example),
            UsageException usage => (usage.Message, usage.Example),
            MissingOnMachineException missing => (missing.Message, missing.HowToInstall),
            RefusalException refusal => (refusal.Message, ShellAdvice.Of(refusal.NextStep)),
            UnauthorizedAccessException closed when IsOfNoFile(closed) => ("Standard output cannot be written to: it is closed.", "Leave it open, or send it to a file."),
            OperationCanceledException => ("Stopped.", "What was finished before stays; run the command again to go on."),
            _ => (e.Message, "Run it again with --verbose for the details."),
        };
        await Console.Error.WriteLineAsync($"error: {sentence}{Environment.NewLine}{next}{(withTrace ? Environment.NewLine + e : "")}");
    }

    // What fails without a path has none: a stream that was closed before we began. The library calls it a lack of rights.
    private static bool IsOfNoFile(UnauthorizedAccessException failure) => !failure.Message.Contains('\'', StringComparison.Ordinal);
}
