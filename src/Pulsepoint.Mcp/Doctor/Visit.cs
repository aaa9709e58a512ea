using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Makes every check on this installation. Nothing is made or started for it: what is not there is said.</summary>
internal static class Visit
{
    /// <param name="stateOption">The command line's <c>--state</c>.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="workingFolder">A project that may have a client's configuration.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Diagnosis> RunAsync(
        string? stateOption, Func<string, string?> environment, string workingFolder, CancellationToken cancellationToken)
    {
        var (services, problem) = Open(stateOption, environment);
        await using var closing = services;

        var examination = new Examination(TimeProvider.System);
        var state = new StateFolder(stateOption ?? StatePlace.Of(environment));
        await examination.RunAsync(Checks.OfMachine(problem, state, environment, workingFolder), cancellationToken);
        if (services is not null)
            await examination.RunAsync(Checks.OfInstallation(services), cancellationToken);

        return examination.Diagnosis;
    }

    private static (ServiceProvider? Services, SettingException? Problem) Open(string? stateOption, Func<string, string?> environment)
    {
        try
        {
            var settings = Settings.Load(stateOption, environment);
            return (ToolServices.Build(settings with { StartsDatabase = false, Log = Quieter(settings.Log) }), null);
        }
        catch (SettingException wrong)
        {
            return (null, wrong);
        }
    }

    // What would be warned of is a finding.
    private static LogLevel Quieter(LogLevel level) => level == LogLevel.Warning ? LogLevel.Error : level;
}
