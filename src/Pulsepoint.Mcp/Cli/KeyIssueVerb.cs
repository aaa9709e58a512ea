using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Signs a key for a person and registers its login. The key is shown once and kept nowhere.</summary>
internal static class KeyIssueVerb
{
    private static readonly Option<string> s_tenant = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };
    private static readonly Option<string> s_user = new("--user") { Description = "The person's id or e-mail address.", HelpName = "USER", Required = true };
    private static readonly Option<string?> s_role = new("--role") { Description = $"What it may do: {string.Join(", ", RolePresets.Names)}. Default: analyst.", HelpName = "ROLE" };
    private static readonly Option<string[]> s_permissions = new("--permission") { Description = "Instead of a role: this permission; repeat for more.", HelpName = "NAME" };
    private static readonly Option<string[]> s_brands = new("--brand") { Description = "Only this brand; repeat for more. Default: every brand.", HelpName = "SLUG" };
    private static readonly Option<string> s_ttl = new("--ttl") { Description = "How long it lives: 8h … 365d.", HelpName = "TIME", DefaultValueFactory = _ => KeyLifetime.Default };
    private static readonly Option<string?> s_note = new("--note") { Description = "For people, such as which machine it is for; at most 200 characters.", HelpName = "TEXT" };
    private static readonly Option<string?> s_out = new("--out") { Description = "Write it to this file (0600), which must not exist yet, instead of standard output.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("issue", "Issue an API key for a person.") { s_tenant, s_user, s_role, s_permissions, s_brands, s_ttl, s_note, s_out };
        command.Runs(IssueAsync);
        return command;
    }

    private static async Task<int> IssueAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var permissions = KeyPermissions.Parse(parsed.GetValue(s_role), parsed.GetValue(s_permissions) ?? []);
        var lifetime = KeyLifetime.OfKey(parsed.GetRequiredValue(s_ttl), "--ttl");
        var note = KeySubject.NoteOf(parsed.GetValue(s_note));
        using var place = KeyDelivery.To(parsed.GetValue(s_out));
        var tenant = await services.GetRequiredService<ITenantRegistry>().DescribeAsync(TenantOption.Parse(parsed.GetRequiredValue(s_tenant)), cancellationToken);
        var user = KeySubject.FindUser(tenant, parsed.GetRequiredValue(s_user));
        var brands = KeySubject.BrandsOf(tenant, parsed.GetValue(s_brands) ?? []);
        var (grant, key) = await services.GetRequiredService<KeyIssuance>().IssueAsync(tenant, user, permissions, brands, lifetime, note, cancellationToken);
        await place.WriteAsync(grant, key);
        return ExitCode.Done;
    }
}
