using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Forgets a person: with the platform's credential where there is one, else with the configured key in its own tenant.</summary>
internal static class UserEraseVerb
{
    private static readonly Argument<string> s_person = new("ID") { Description = "The person's id." };
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };
    private static readonly Option<bool> s_yes = new("--yes") { Description = "Do not ask: it cannot be undone." };

    public static Command Create()
    {
        var command = new Command("erase", "Forget a person: keys end, name, address and texts go; the id stays in counts and in the audit log.")
        {
            s_person, s_tenant, s_yes,
        };
        command.Runs(EraseAsync);
        return command;
    }

    private static async Task<int> EraseAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(parsed.GetRequiredValue(s_person), "D", out var id))
            throw new UsageException("ID is not the id of a person.", "Take it from 'pulsepoint-mcp user list --tenant SLUG'.");

        var slug = parsed.GetValue(s_tenant);
        var administration = new TenantAdministration(services, slug is null ? null : TenantOption.Parse(slug));
        if (!parsed.GetValue(s_yes) && !IsConfirmed(id))
            throw new UsageException("Nothing was erased: it cannot be undone and was not confirmed.", "Add --yes to erase without being asked.");

        var erasure = services.GetRequiredService<IErasure>();
        var person = new UserId(id);
        var report = administration.Own is not null
            ? await administration.InOwnAsync("user.erase", own => erasure.EraseInOwnTenantAsync(own, person, cancellationToken), cancellationToken)
            : await erasure.EraseAsync(administration.Named("user erase ID"), person, cancellationToken);
        var tenant = administration.Own?.Tenant ?? TenantOption.Parse(slug!); // named, or it was refused above
        var files = services.GetRequiredService<PersonKeyFiles>().Remove(tenant, person);
        var events = await services.GetRequiredService<IUsageHistory>().ForgetTextsAsync(tenant, person, cancellationToken);
        await Console.Out.WriteLineAsync($"{id} erased: {report.Keys} keys ended, the text of {report.Questions} questions and {report.Feedback} remarks is gone, so are texts in {events} events of this machine's history; {files} key files of this machine removed");
        return ExitCode.Done;
    }

    private static bool IsConfirmed(Guid id)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return false;

        Console.Error.Write($"Erase {id} for good? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
