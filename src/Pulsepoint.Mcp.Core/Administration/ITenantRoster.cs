using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>
/// The people and brands of any organisation, with the platform's credential. Adding what is there already changes nothing;
/// where something else stands under the same name, it is refused.
/// </summary>
public interface ITenantRoster
{
    Task<IReadOnlyList<UserDescription>> ListPeopleAsync(TenantId tenant, CancellationToken cancellationToken);

    Task<AddedPerson> AddPersonAsync(TenantId tenant, string name, string email, CancellationToken cancellationToken);

    Task<IReadOnlyList<Brand>> ListBrandsAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <returns>False where exactly this brand was there already.</returns>
    Task<bool> AddBrandAsync(TenantId tenant, Brand brand, CancellationToken cancellationToken);

    /// <returns>False where they were the same already.</returns>
    Task<bool> ChangeCostsAsync(TenantId tenant, BrandId brand, BrandCosts costs, CancellationToken cancellationToken);
}
