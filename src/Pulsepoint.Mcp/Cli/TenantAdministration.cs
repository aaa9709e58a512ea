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
/// Whose credential administers: the configured key's, for its own tenant; the platform's, for any tenant that is named, where
/// that is configured, or where no key is and the state folder holds one.
/// </summary>
internal sealed class TenantAdministration
{
    private const string WithoutKey = "unset PULSEPOINT_API_KEY and PULSEPOINT_API_KEY_FILE to work with the platform's credential of this state folder.";

    private readonly IServiceProvider _services;
    private readonly TenantId? _named;

    public TenantAdministration(IServiceProvider services, TenantId? named)
    {
        _services = services;
        _named = named;
        var settings = services.GetRequiredService<Settings>();
        Own = IsPlatforms(settings) ? null : services.GetRequiredService<IConfiguredKey>().Require();
        if (Own is null && (settings.ApiKey ?? (object?)settings.ApiKeyFile) is not null)
            Console.Error.WriteLine("note: Both an API key and PULSEPOINT_PLATFORM_DATABASE are set; the platform's credential is used.");

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
            if (!MayBePlatforms())
                throw;

            throw new RefusalException(denied.Code, denied.Message, $"Use a key that may, or {WithoutKey}", denied);
        }
    }

    /// <summary>The tenant that the platform was told.</summary>
    /// <param name="verb">What is tried, as on the command line: <c>key list</c>.</param>
    public TenantId Named(string verb) => _named ?? throw new UsageException("--tenant is missing.", $"For example: pulsepoint-mcp {verb} --tenant aurora");

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

    // What somebody configured wins over what merely lies in the state folder: a key that is set says whose work this is. With
    // nothing at all it is the platform's: its refusal says what to set.
    private static bool IsPlatforms(Settings settings) =>
        settings.PlatformDatabase is not null || (settings.ApiKey is null && settings.ApiKeyFile is null);

    // An exported key is easily forgotten where the platform's own credential would do.
    private bool MayBePlatforms() =>
        _services.GetRequiredService<Settings>().Database is null && _services.GetRequiredService<IEmbeddedCluster>().Exists;

    private RefusalException OtherTenant() => new(
        RefusalCode.PermissionDenied,
        "An API key administers its own organisation only.",
        MayBePlatforms() ? $"Leave --tenant out, or {WithoutKey}" : "Leave --tenant out, or use the platform's credential (PULSEPOINT_PLATFORM_DATABASE).");
}
