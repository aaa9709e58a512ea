using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Lists and ends keys: with the platform's credential where there is one, else with the configured key in its own tenant.
/// </summary>
internal sealed class KeyAdministration(IServiceProvider services)
{
    private TenantContext? Own { get; } = IsPlatforms(services) ? null : services.GetRequiredService<IConfiguredKey>().Require();

    public async Task<(TenantId Tenant, IReadOnlyList<ListedKey> Keys)> ListAsync(string? slug, CancellationToken cancellationToken)
    {
        var named = slug is null ? (TenantId?)null : TenantOption.Parse(slug);
        if (Own is null)
        {
            var tenant = named ?? throw new UsageException("--tenant is missing.", "For example: pulsepoint-mcp key list --tenant aurora");
            return (tenant, await services.GetRequiredService<IKeyRegistry>().ListAsync(tenant, cancellationToken));
        }

        if (named is { } other && other != Own.Tenant)
            throw OtherTenant();

        return (Own.Tenant, await services.GetRequiredService<IOwnTenantKeys>().ListAsync(Own, cancellationToken));
    }

    /// <returns>False when there is no such key, as far as the caller may know.</returns>
    public Task<bool> RevokeAsync(KeyId key, CancellationToken cancellationToken) => Own is null
        ? services.GetRequiredService<IKeyRegistry>().RevokeAsync(key, cancellationToken)
        : services.GetRequiredService<IOwnTenantKeys>().RevokeAsync(Own, key, cancellationToken);

    // With nothing at all configured it is the platform's, too: its refusal says what to set.
    private static bool IsPlatforms(IServiceProvider services)
    {
        var settings = services.GetRequiredService<Settings>();
        return settings.PlatformDatabase is not null
            || (settings.Database is null && services.GetRequiredService<IEmbeddedCluster>().Exists)
            || (settings.ApiKey is null && settings.ApiKeyFile is null);
    }

    private static RefusalException OtherTenant() => new(
        RefusalCode.PermissionDenied,
        "An API key administers its own organisation only.",
        "Leave --tenant out, or use the platform's credential (PULSEPOINT_PLATFORM_DATABASE).");
}
