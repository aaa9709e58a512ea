using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Lists and ends keys: with the platform's credential where there is one, else with the configured key in its own tenant.
/// </summary>
internal sealed class KeyAdministration(IServiceProvider services)
{
    private TenantAdministration? _ofAny;

    public async Task<(TenantId Tenant, IReadOnlyList<ListedKey> Keys)> ListAsync(string? slug, CancellationToken cancellationToken)
    {
        var administration = new TenantAdministration(services, slug is null ? null : TenantOption.Parse(slug));
        if (administration.Own is { } own)
        {
            var keys = services.GetRequiredService<IOwnTenantKeys>();
            return (own.Tenant, await administration.InOwnAsync("key.list", key => keys.ListAsync(key, cancellationToken), cancellationToken));
        }

        var tenant = administration.Named("key list");
        return (tenant, await services.GetRequiredService<IKeyRegistry>().ListAsync(tenant, cancellationToken));
    }

    /// <returns>False when there is no such key, as far as the caller may know.</returns>
    public Task<bool> RevokeAsync(KeyId key, CancellationToken cancellationToken)
    {
        _ofAny ??= new TenantAdministration(services, named: null);
        return _ofAny.Own is not null
            ? _ofAny.InOwnAsync(
                "key.revoke", own => services.GetRequiredService<IOwnTenantKeys>().RevokeAsync(own, key, cancellationToken), cancellationToken)
            : services.GetRequiredService<IKeyRegistry>().RevokeAsync(key, cancellationToken);
    }
}
