using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Organisations as a whole, with the platform's credential.</summary>
internal static class TenantVerb
{
    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };

    public static Command Create()
    {
        var suspend = new Command("suspend", "Refuse every key of an organisation from its next statement on.") { s_slug };
        suspend.Runs(async (services, parsed, cancellationToken) =>
        {
            var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
            await services.GetRequiredService<ITenantAccess>().SuspendAsync(tenant, cancellationToken);
            await Console.Out.WriteLineAsync($"{tenant} is suspended; its keys are refused until it is resumed");
            return ExitCode.Done;
        });

        var resume = new Command("resume", "Accept the keys of a suspended organisation again.") { s_slug };
        resume.Runs(async (services, parsed, cancellationToken) =>
        {
            var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
            await services.GetRequiredService<ITenantAccess>().ResumeAsync(tenant, cancellationToken);
            await Console.Out.WriteLineAsync($"{tenant} works again");
            return ExitCode.Done;
        });

        return new Command("tenant", "Add, list, limit, connect, provision, move, suspend, resume, export and delete organisations.")
        {
            TenantAddVerb.Create(), TenantListVerb.Create(), TenantLimitVerb.Create(), TenantBudgetVerb.Create(), TenantGoogleVerb.Create(),
            TenantProvisionVerb.Create(), TenantMoveVerb.Create(), suspend, resume, TenantExportVerb.Create(), TenantDeleteVerb.Create(),
        };
    }
}
