using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed class OwnTenantRoster(TenantConnections connections) : IOwnTenantRoster
{
    public async Task<IReadOnlyList<UserDescription>> ListPeopleAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<UserRow>("select id, name, email from pp_auth.people_of_own_tenant()", new { token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToUser())];
    }

    public async Task<AddedPerson> AddPersonAsync(TenantContext tenant, string name, string email, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<AddedPersonRow>(
                "select id, is_new from pp_auth.add_person_in_own_tenant(@Name, @Email)", new { Name = name, Email = email, token }),
            cancellationToken);
        return rows.Single().ToAdded();
    }

    public async Task<IReadOnlyList<Brand>> ListBrandsAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<DescribedBrand>(
                "select brand_id, name, currency, time_zone, sources, fulfilment_per_order, payment_fee_rate from pp_auth.brands_of_own_tenant()", new { token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToBrand())];
    }

    public async Task<bool> AddBrandAsync(TenantContext tenant, Brand brand, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(brand);

        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<bool>(
                "select pp_auth.add_brand_in_own_tenant(@Brand, @Name, @Currency, @TimeZone)",
                new { Brand = brand.Id.Value, brand.Name, brand.Currency, brand.TimeZone, token }),
            cancellationToken);
        return rows.Single();
    }

    public async Task<bool> ChangeCostsAsync(TenantContext tenant, BrandId brand, BrandCosts costs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(costs);

        var rows = await RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<bool>(
                "select pp_auth.change_costs_in_own_tenant(@Brand, @Fulfilment, @Fee)",
                new { Brand = brand.Value, Fulfilment = costs.FulfilmentPerOrder, Fee = costs.PaymentFeeRate, token }),
            cancellationToken);
        return rows.Single();
    }

    // Adds something through the door for reading, and may: repeated, it finds what it added.
    private async Task<T> RunAsync<T>(TenantContext tenant, Func<TenantConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await connections.ReadAsync(tenant, Permissions.TenantAdmin, work, cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (RosterFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }
}
