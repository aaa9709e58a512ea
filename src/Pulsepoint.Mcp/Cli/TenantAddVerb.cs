using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A new organisation, without brands, people or keys.</summary>
internal static class TenantAddVerb
{
    private static readonly Argument<string> s_slug = new("SLUG") { Description = "Its slug: lower-case letters, digits and single dashes." };
    private static readonly Option<string> s_name = new("--name") { Description = "The name people say.", HelpName = "TEXT", Required = true };
    private static readonly Option<string> s_currency = new("--currency") { Description = "Several brands together are reported in it: USD, EUR.", HelpName = "CODE", Required = true };
    private static readonly Option<string> s_zone = new("--time-zone") { Description = "The zone of days that span brands: Europe/London.", HelpName = "ZONE", Required = true };
    private static readonly Option<int?> s_retention = new("--retention-days") { Description = "How long its record is kept; default 395.", HelpName = "N" };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("add", "Add an organisation; repeated with the same values, it changes nothing.") { s_slug, s_name, s_currency, s_zone, s_retention, s_json };
        command.Runs(AddAsync);
        return command;
    }

    private static async Task<int> AddAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var retention = parsed.GetValue(s_retention);
        var tenant = new NewTenant(
            TenantOption.ParseNew(parsed.GetRequiredValue(s_slug)),
            OwnedText.Name(parsed.GetRequiredValue(s_name)),
            OwnedText.Currency(parsed.GetRequiredValue(s_currency)),
            OwnedText.TimeZone(parsed.GetRequiredValue(s_zone)),
            retention is { } days ? RetentionDays.Check("--retention-days", days) : null);
        var isNew = await services.GetRequiredService<ITenantOffice>().AddAsync(tenant, cancellationToken);

        // Where the database is this machine's own: a place for its keys, by which the demo also knows that it is not alone here.
        if (services.GetRequiredService<Settings>().PlatformDatabase is null)
            StateFolder.CreatePrivate(services.GetRequiredService<StateFolder>().Keys(tenant.Tenant));

        await Added.WriteAsync("tenant", tenant.Tenant.Value, isNew, parsed.GetValue(s_json), cancellationToken);
        return ExitCode.Done;
    }
}
