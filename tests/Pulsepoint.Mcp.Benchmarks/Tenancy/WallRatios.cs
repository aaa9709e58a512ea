using Npgsql;
using NpgsqlTypes;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Benchmarks.Tenancy;

/// <summary>
/// What the walls cost, beside the same query on a table without row-level security. As the product asks: the tenant is
/// the wall's to supply; without a wall the statement has to name it.
/// </summary>
internal static class WallRatios
{
    private const string Point = "select gross from pp.sales_daily where brand_id = 'b1' and event_date = $1 and sales_channel = 'online' and customer_type = 'new'";
    private const string BarePoint = "select gross from bare.sales_daily where tenant_id = $2 and brand_id = 'b1' and event_date = $1 and sales_channel = 'online' and customer_type = 'new'";
    private const string Sum = "select sum(gross), sum(cogs), sum(units_sold) from pp.sales_daily where event_date >= $1";
    private const string BareSum = "select sum(gross), sum(cogs), sum(units_sold) from bare.sales_daily where tenant_id = $2 and event_date >= $1";
    private const string ByBrand = "select brand_id, sum(gross), sum(discounts), sum(returns), sum(placed) from pp.sales_daily where event_date >= $1 group by brand_id";
    private const string BareByBrand = "select brand_id, sum(gross), sum(discounts), sum(returns), sum(placed) from bare.sales_daily where tenant_id = $2 and event_date >= $1 group by brand_id";

    private static readonly DateOnly s_day = new(2025, 6, 1);
    private static readonly DateOnly s_first = new(2025, 1, 1);

    public static async Task RunAsync()
    {
        await using var rows = await WalledRows.CreateAsync();
        await using var everyBrand = await rows.LogInAsync();
        await using var oneBrand = await rows.LogInAsync(BrandScope.Of([BrandId.Parse("b1")]));

        await CompareAsync("point lookup", (everyBrand, BarePoint), (everyBrand, Point), s_day, rows.Tenant);
        await CompareAsync("point lookup, key of one brand", (oneBrand, BarePoint), (oneBrand, Point), s_day, rows.Tenant);
        await CompareAsync("sum of 1,000 rows", (everyBrand, BareSum), (everyBrand, Sum), s_first, rows.Tenant);
        await CompareAsync("sums by brand of 1,000 rows", (everyBrand, BareByBrand), (everyBrand, ByBrand), s_first, rows.Tenant);
    }

    private static async Task CompareAsync(
        string name, (NpgsqlConnection Session, string Sql) bare, (NpgsqlConnection Session, string Sql) walled, DateOnly day, int tenant)
    {
        await using var without = await PrepareAsync(bare.Session, bare.Sql, day, tenant);
        await using var behind = await PrepareAsync(walled.Session, walled.Sql, day, tenant: null);
        Console.WriteLine($"{name}: {PairedRatio.Of(() => without.ExecuteScalar(), () => behind.ExecuteScalar())}");
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection session, string sql, DateOnly day, int? tenant)
    {
#pragma warning disable CA2100 // One of the texts above.
        var command = new NpgsqlCommand(sql, session) { Parameters = { new NpgsqlParameter { Value = day, NpgsqlDbType = NpgsqlDbType.Date } } };
#pragma warning restore CA2100
        if (tenant is { } number)
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });

        await command.PrepareAsync();
        return command;
    }
}
