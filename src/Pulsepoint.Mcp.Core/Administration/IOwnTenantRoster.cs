using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>
/// As <see cref="ITenantRoster"/>, within the own tenant, with a key that has <see cref="Permissions.TenantAdmin"/> and is
/// not limited to brands.
/// </summary>
public interface IOwnTenantRoster
{
    Task<IReadOnlyList<UserDescription>> ListPeopleAsync(TenantContext tenant, CancellationToken cancellationToken);

    Task<AddedPerson> AddPersonAsync(TenantContext tenant, string name, string email, CancellationToken cancellationToken);

    Task<IReadOnlyList<Brand>> ListBrandsAsync(TenantContext tenant, CancellationToken cancellationToken);

    /// <returns>False where exactly this brand was there already.</returns>
    Task<bool> AddBrandAsync(TenantContext tenant, Brand brand, CancellationToken cancellationToken);

    /// <returns>False where they were the same already.</returns>
    Task<bool> ChangeCostsAsync(TenantContext tenant, BrandId brand, BrandCosts costs, CancellationToken cancellationToken);
}
