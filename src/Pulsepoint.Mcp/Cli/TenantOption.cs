using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

internal static class TenantOption
{
    public static TenantId Parse(string slug) => TenantId.TryParse(slug, out var tenant)
        ? tenant
        : throw new UsageException($"'{slug}' is not the slug of an organisation.", "Use the slug under which it was made, like aurora.");

    /// <summary>The slug of an organisation that is to be made.</summary>
    public static TenantId ParseNew(string slug) => TenantId.TryParse(slug, out var tenant)
        ? tenant
        : throw new UsageException($"'{slug}' cannot be a slug: it takes lower-case letters, digits and single dashes, at most 40.", "For example: pulsepoint-mcp tenant add acme --name 'Acme Group' …");
}
