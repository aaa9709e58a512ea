using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Privacy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Changes how long an organisation's record is kept, with the platform's credential.</summary>
internal static class RetentionSetVerb
{
    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<int> s_days = new("--days") { Description = "For how many days.", HelpName = "N", Required = true };

    public static Command Create()
    {
        var command = new Command("set", "Change how long an organisation's record is kept; nothing is removed before the next run.") { s_slug, s_days };
        command.Runs(async (services, parsed, cancellationToken) =>
        {
            var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
            var days = RetentionDays.Check("--days", parsed.GetValue(s_days));
            await services.GetRequiredService<IRetention>().KeepAsync(tenant, days, cancellationToken);
            await Console.Out.WriteLineAsync($"{tenant} keeps its record for {days} days; 'pulsepoint-mcp retention run' shows what that removes");
            return ExitCode.Done;
        });
        return command;
    }
}
