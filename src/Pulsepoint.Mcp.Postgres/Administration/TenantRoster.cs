using Dapper;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed class TenantRoster(OperatorConnections operators) : ITenantRoster
{
    public async Task<IReadOnlyList<UserDescription>> ListPeopleAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<UserRow>(
                "select id, name, email from pp_steward.list_people(@Slug)", new { Slug = tenant.Value, token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToUser())];
    }

    public async Task<AddedPerson> AddPersonAsync(TenantId tenant, string name, string email, CancellationToken cancellationToken)
    {
        var row = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QuerySingleAsync<AddedPersonRow>(
                "select id, is_new from pp_steward.add_person_to(@Slug, @Name, @Email)",
                new { Slug = tenant.Value, Name = name, Email = email, token }),
            cancellationToken);
        return row.ToAdded();
    }

    public async Task<IReadOnlyList<Brand>> ListBrandsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<DescribedBrand>(
                "select brand_id, name, currency, time_zone, sources, fulfilment_per_order, payment_fee_rate from pp_steward.list_brands(@Slug)", new { Slug = tenant.Value, token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToBrand())];
    }

    public Task<bool> AddBrandAsync(TenantId tenant, Brand brand, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(brand);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.add_brand_to(@Slug, @Brand, @Name, @Currency, @TimeZone)",
                new { Slug = tenant.Value, Brand = brand.Id.Value, brand.Name, brand.Currency, brand.TimeZone, token }),
            cancellationToken);
    }

    public Task<bool> ChangeCostsAsync(TenantId tenant, BrandId brand, BrandCosts costs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(costs);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.change_costs_of(@Slug, @Brand, @Fulfilment, @Fee)",
                new { Slug = tenant.Value, Brand = brand.Value, Fulfilment = costs.FulfilmentPerOrder, Fee = costs.PaymentFeeRate, token }),
            cancellationToken);
    }
}
