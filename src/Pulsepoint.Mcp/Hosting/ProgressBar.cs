using Spectre.Console;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>A progress bar on standard error where somebody watches, without an end while no share is reported; one line where the output is piped.</summary>
internal static class ProgressBar
{
    public static async Task RunAsync(string what, Func<IProgress<double>?, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await Console.Error.WriteLineAsync($"{what} …");
            await work(null);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).HideCompleted(true).StartAsync(async context =>
        {
            var task = context.AddTask(what, maxValue: 1);
            task.IsIndeterminate = true;
            await work(new InlineProgress(share =>
            {
                task.IsIndeterminate = false;
                task.Value = share;
            }));
        });
    }
}
