using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>
/// Lists and adds people and brands: with the platform's credential where there is one, else with the configured key in its
/// own tenant.
/// </summary>
internal sealed class RosterAdministration
{
    private readonly TenantAdministration _administration;
    private readonly ITenantRoster _any;
    private readonly IOwnTenantRoster _own;

    public RosterAdministration(IServiceProvider services, string? slug)
    {
        _administration = new TenantAdministration(services, slug is null ? null : TenantOption.Parse(slug));
        _any = services.GetRequiredService<ITenantRoster>();
        _own = services.GetRequiredService<IOwnTenantRoster>();
    }

    /// <param name="verb">What is tried, as on the command line.</param>
    public TenantId Tenant(string verb) => _administration.Own?.Tenant ?? _administration.Named(verb);

    private bool IsOwn => _administration.Own is not null;

    public Task<IReadOnlyList<UserDescription>> ListPeopleAsync(CancellationToken cancellationToken) => IsOwn
        ? _administration.InOwnAsync("user.list", own => _own.ListPeopleAsync(own, cancellationToken), cancellationToken)
        : _any.ListPeopleAsync(Tenant("user list"), cancellationToken);

    public Task<AddedPerson> AddPersonAsync(string name, string email, CancellationToken cancellationToken) => IsOwn
        ? _administration.InOwnAsync("user.add", own => _own.AddPersonAsync(own, name, email, cancellationToken), cancellationToken)
        : _any.AddPersonAsync(Tenant("user add …"), name, email, cancellationToken);

    public Task<IReadOnlyList<Brand>> ListBrandsAsync(CancellationToken cancellationToken) => IsOwn
        ? _administration.InOwnAsync("brand.list", own => _own.ListBrandsAsync(own, cancellationToken), cancellationToken)
        : _any.ListBrandsAsync(Tenant("brand list"), cancellationToken);

    public Task<bool> AddBrandAsync(Brand brand, CancellationToken cancellationToken) => IsOwn
        ? _administration.InOwnAsync("brand.add", own => _own.AddBrandAsync(own, brand, cancellationToken), cancellationToken)
        : _any.AddBrandAsync(Tenant("brand add …"), brand, cancellationToken);

    public Task<bool> ChangeCostsAsync(BrandId brand, BrandCosts costs, CancellationToken cancellationToken) => IsOwn
        ? _administration.InOwnAsync("brand.costs", own => _own.ChangeCostsAsync(own, brand, costs, cancellationToken), cancellationToken)
        : _any.ChangeCostsAsync(Tenant("brand costs …"), brand, costs, cancellationToken);
}
