using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Audit;
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
    private readonly IServiceProvider _services;
    private readonly TenantId? _named;

    public TenantAdministration(IServiceProvider services, TenantId? named)
    {
        _services = services;
        _named = named;
        Own = IsPlatforms(services) ? null : services.GetRequiredService<IConfiguredKey>().Require();
        if (Own is not null && named is { } other && other != Own.Tenant)
            throw OtherTenant();
    }

    /// <summary>The configured key's tenant; null for the platform.</summary>
    public TenantContext? Own { get; }

    /// <summary>Works in the own tenant. That the key may not administer it is put on record.</summary>
    /// <param name="verb">What is tried: <c>key.list</c>.</param>
    /// <param name="work">What is done with the key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<T> InOwnAsync<T>(string verb, Func<TenantContext, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(Own!);
        }
        catch (RefusalException denied) when (denied.Code is RefusalCode.PermissionDenied)
        {
            await RecordAsync(verb, cancellationToken);
            throw;
        }
    }

    /// <summary>The tenant that the platform was told.</summary>
    /// <param name="example">A command line that names one.</param>
    public TenantId Named(string example) => _named ?? throw new UsageException("--tenant is missing.", $"For example: {example}");

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The caller is told of the denial whether or not it could be recorded.")]
    private async Task RecordAsync(string verb, CancellationToken cancellationToken)
    {
        try
        {
            await _services.GetRequiredService<IAuditLog>().DenyAdministrationAsync(Own!, verb, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"warning: that this was denied could not be put on record ({e.Message})");
        }
    }

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
