using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Administration;

/// <summary>Writes the description through the steward's functions, in one transaction. Brands and people it does not name stay.</summary>
internal sealed class TenantRegistry(OperatorConnections operators, TimeProvider time) : ITenantRegistry
{
    public Task<int> EnsureAsync(TenantDescription description, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(description);

        return operators.RunAsync(
            OperatorRole.Platform,
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                var number = await EnsureTenantAsync(connection, description, token);
                foreach (var brand in description.Brands)
                    await EnsureBrandAsync(connection, description.Tenant, brand, token);
                foreach (var user in description.Users)
                    await EnsureUserAsync(connection, description.Tenant, user, token);

                await transaction.CommitAsync(token);
                return number;
            },
            cancellationToken);
    }

    public Task<TenantDescription> DescribeAsync(TenantId tenant, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            var slug = tenant.Value;
            var found = await connection.QuerySingleAsync<TenantRow>(
                "select name, reporting_currency, reporting_time_zone, is_demo from pp_steward.describe_tenant(@slug)", new { slug, token });
            var brands = await connection.QueryAsync<DescribedBrand>(
                "select brand_id, name, currency, time_zone, sources from pp_steward.describe_brands(@slug)", new { slug, token });
            var users = await connection.QueryAsync<UserRow>("select id, name, email from pp_steward.describe_users(@slug)", new { slug, token });
            return new TenantDescription(
                tenant,
                found.Name,
                found.ReportingCurrency,
                found.ReportingTimeZone,
                found.IsDemo,
                [.. brands.Select(b => b.ToBrand())],
                [.. users.Select(u => u.ToUser())]);
        },
        cancellationToken);

    private static Task<int> EnsureTenantAsync(NpgsqlConnection connection, TenantDescription t, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<int>(
            "select pp_steward.ensure_tenant(@Slug, @Name, @Currency, @TimeZone, @IsDemo)",
            new { Slug = t.Tenant.Value, t.Name, Currency = t.ReportingCurrency, TimeZone = t.ReportingTimeZone, t.IsDemo, cancellationToken });

    private async Task EnsureBrandAsync(NpgsqlConnection connection, TenantId tenant, Brand brand, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            "select pp_steward.ensure_brand(@Tenant, @Brand, @Name, @Currency, @TimeZone)",
            new { Tenant = tenant.Value, Brand = brand.Id.Value, brand.Name, brand.Currency, brand.TimeZone, cancellationToken });
        await connection.ExecuteAsync(
            "select pp_steward.ensure_connections(@Tenant, @Brand, @Sources, @Ids)",
            new
            {
                Tenant = tenant.Value,
                Brand = brand.Id.Value,
                Sources = brand.Sources.ToArray(),
                Ids = brand.Sources.Select(_ => Guid.CreateVersion7(time.GetUtcNow())).ToArray(),
                cancellationToken,
            });
    }

    private static Task<int> EnsureUserAsync(NpgsqlConnection connection, TenantId tenant, UserDescription user, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            "select pp_steward.ensure_user(@Tenant, @User, @Name, @Email)",
            new { Tenant = tenant.Value, User = user.User.Value, user.Name, user.Email, cancellationToken });
}
