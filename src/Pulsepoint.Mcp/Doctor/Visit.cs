using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>
/// Makes every check on this installation. Nothing is made for it: what is not there is said. A private database that is there is
/// started as for any call, and stops with its last user.
/// </summary>
internal static class Visit
{
    /// <param name="stateOption">The command line's <c>--state</c>.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="workingFolder">A project that may have a client's configuration.</param>
    /// <param name="longestCheck">How long one check may take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Diagnosis> RunAsync(
        string? stateOption, Func<string, string?> environment, string workingFolder, TimeSpan longestCheck, CancellationToken cancellationToken)
    {
        ServiceProvider? services = null;
        IEnumerable<Check> installation = [];
        SettingException? problem = null;
        try
        {
            var settings = Settings.Load(stateOption, environment);
            services = ToolServices.Build(settings with { Log = Quieter(settings.Log) });
            installation = Checks.OfInstallation(services);
        }
        catch (SettingException wrong)
        {
            problem = wrong;
        }

        await using var closing = services;
        var state = new StateFolder(stateOption ?? StatePlace.Of(environment));
        var examination = new Examination(longestCheck, TimeProvider.System);
        await examination.RunAsync([.. Checks.OfMachine(problem, state, environment, workingFolder), .. installation], cancellationToken);
        return examination.Diagnosis;
    }

    // What would be warned of is a finding.
    private static LogLevel Quieter(LogLevel level) => level == LogLevel.Warning ? LogLevel.Error : level;
}
