using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Benchmarks.Tenancy;

/// <summary>A million roll-up rows of a thousand tenants behind the walls, and the same rows in a table without any.</summary>
internal sealed class WalledRows : IAsyncDisposable
{
    private static readonly TenantId s_tenant = TenantId.Parse("bench");
    private static readonly UserId s_user = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"));

    private readonly WalledDatabase _database;

    private WalledRows(WalledDatabase database) => _database = database;

    public int Tenant { get; private set; }

    public static async Task<WalledRows> CreateAsync()
    {
        var rows = new WalledRows(await WalledDatabase.MigratedAsync());
        rows.Tenant = await rows._database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(
                s_tenant, "Bench", "USD", "Europe/London", false,
                [new Brand(BrandId.Parse("b0"), "B0", "USD", "Europe/London", ["shopify"]), new Brand(BrandId.Parse("b1"), "B1", "USD", "Europe/London", ["shopify"])],
                [new UserDescription(s_user, "Analyst", "analyst@bench.example")]),
            CancellationToken.None);
        await rows.FillAsync();
        return rows;
    }

    /// <summary>A session of a new key of the one tenant.</summary>
    public async Task<NpgsqlConnection> LogInAsync(BrandScope? brands = null) =>
        await _database.LogInAsync(await _database.IssueKeyAsync(s_tenant, s_user, Permissions.AnalyticsRead, brands));

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task FillAsync()
    {
        await using var superuser = await _database.LogInAsSuperuserAsync();
        await using var fill = new NpgsqlCommand(
            """
            insert into pp.sales_daily (tenant_id, brand_id, event_date, currency, sales_channel, customer_type, gross, discounts, returns,
                                        shipping, tax, refund_amount, cogs, units_sold, units_returned, placed, cancelled)
            select case t when 0 then $1 else t end, 'b' || b, date '2025-01-01' + d, 'USD', 'online', 'new',
                   100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0
              from generate_series(0, 999) t, generate_series(0, 1) b, generate_series(0, 499) d
            """, superuser)
        { Parameters = { new NpgsqlParameter<int> { TypedValue = Tenant } }, CommandTimeout = 300 };
        await fill.ExecuteNonQueryAsync();

        await using var copy = new NpgsqlCommand(
            """
            create schema bare;
            create table bare.sales_daily (like pp.sales_daily including all);
            insert into bare.sales_daily select * from pp.sales_daily;
            grant usage on schema bare to pp_app;
            grant select on bare.sales_daily to pp_app
            """, superuser)
        { CommandTimeout = 300 };
        await copy.ExecuteNonQueryAsync();

        await using var vacuum = new NpgsqlCommand("vacuum (analyze)", superuser) { CommandTimeout = 300 };
        await vacuum.ExecuteNonQueryAsync();
    }
}
