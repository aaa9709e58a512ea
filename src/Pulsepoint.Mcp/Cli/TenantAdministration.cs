using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Whose credential administers: the platform's where there is one, for any tenant that is named; else the configured
/// key's, for its own tenant.
/// </summary>
internal sealed class TenantAdministration
{
    private readonly TenantId? _named;

    public TenantAdministration(IServiceProvider services, TenantId? named)
    {
        _named = named;
        Own = IsPlatforms(services) ? null : services.GetRequiredService<IConfiguredKey>().Require();
        if (Own is not null && named is { } other && other != Own.Tenant)
            throw OtherTenant();
    }

    /// <summary>The configured key's tenant; null for the platform.</summary>
    public TenantContext? Own { get; }

    /// <summary>The tenant that the platform was told.</summary>
    /// <param name="example">A command line that names one.</param>
    public TenantId Named(string example) => _named ?? throw new UsageException("--tenant is missing.", $"For example: {example}");

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
