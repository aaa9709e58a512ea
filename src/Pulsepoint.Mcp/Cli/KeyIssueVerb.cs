using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Signs a key for a person and registers its login. The key is shown once and kept nowhere.</summary>
internal static class KeyIssueVerb
{
    private static readonly Option<string> s_tenant = new("--tenant") { Description = "The organisation's slug.", HelpName = "SLUG", Required = true };
    private static readonly Option<string> s_user = new("--user") { Description = "The person's id or e-mail address.", HelpName = "USER", Required = true };
    private static readonly Option<string> s_role = new("--role") { Description = $"What it may do: {string.Join(", ", RolePresets.Names)}.", HelpName = "ROLE", DefaultValueFactory = _ => "analyst" };
    private static readonly Option<string[]> s_brands = new("--brand") { Description = "Only this brand; repeat for more. Default: every brand.", HelpName = "SLUG" };
    private static readonly Option<string> s_ttl = new("--ttl") { Description = "How long it lives: 8h … 365d.", HelpName = "TIME", DefaultValueFactory = _ => "90d" };
    private static readonly Option<string?> s_out = new("--out") { Description = "Write it to this file (0600) instead of standard output.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("issue", "Issue an API key for a person.") { s_tenant, s_user, s_role, s_brands, s_ttl, s_out };
        command.Runs(IssueAsync);
        return command;
    }

    private static async Task<int> IssueAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = await FindTenantAsync(services, parsed.GetRequiredValue(s_tenant), cancellationToken);
        var user = FindUser(tenant, parsed.GetRequiredValue(s_user));
        var permissions = RolePresets.Find(parsed.GetRequiredValue(s_role))
            ?? throw new UsageException("--role is not one of the roles.", $"Use one of {string.Join(", ", RolePresets.Names)}.");
        var brands = BrandsOf(tenant, parsed.GetValue(s_brands) ?? []);
        var lifetime = KeyLifetime.Parse(parsed.GetRequiredValue(s_ttl));
        var (grant, key) = await services.GetRequiredService<KeyIssuance>().IssueAsync(tenant, user, permissions, brands, lifetime, cancellationToken);
        if (parsed.GetValue(s_out) is { } file)
        {
            StateFolder.WritePrivate(file, key.Reveal());
            await Console.Out.WriteLineAsync($"{file}: key {grant.Key} of {user.Name}, until {grant.ExpiresAt}");
        }
        else
        {
            await Console.Out.WriteLineAsync(key.Reveal());
        }

        return ExitCode.Done;
    }

    private static async Task<TenantDescription> FindTenantAsync(IServiceProvider services, string slug, CancellationToken cancellationToken) =>
        TenantId.TryParse(slug, out var tenant)
            ? await services.GetRequiredService<ITenantRegistry>().DescribeAsync(tenant, cancellationToken)
            : throw new UsageException("--tenant is not the slug of an organisation.", "Use the slug under which it was made, like aurora.");

    private static UserDescription FindUser(TenantDescription tenant, string text) =>
        tenant.Users.FirstOrDefault(u => u.User.ToString() == text || string.Equals(u.Email, text, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException("--user names nobody in that organisation.", "Use the person's id or e-mail address.");

    private static BrandScope BrandsOf(TenantDescription tenant, string[] slugs)
    {
        if (slugs.Length == 0)
            return BrandScope.All;

        if (slugs.FirstOrDefault(s => tenant.Brands.All(b => b.Id.Value != s)) is not null)
            throw new UsageException("--brand names no brand of that organisation.", $"Its brands: {string.Join(", ", tenant.Brands.Select(b => b.Id))}.");

        return BrandScope.Of(slugs.Select(BrandId.Parse));
    }
}
