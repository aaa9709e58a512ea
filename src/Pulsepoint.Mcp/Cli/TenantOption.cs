using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

internal static class TenantOption
{
    public static TenantId Parse(string slug) => TenantId.TryParse(slug, out var tenant)
        ? tenant
        : throw new UsageException($"'{slug}' is not the slug of an organisation.", "Use the slug under which it was made, like aurora.");
}
