using Npgsql;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Postgres.Rollups;

/// <summary>The steward's functions that replace one table each. Rows travel as one array per column.</summary>
internal static class RollupCommands
{
    public static NpgsqlBatchCommand Sales(TenantId tenant, IReadOnlyList<SalesDay> rows) => Command(
        "select pp_steward.replace_sales($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Currency),
        Column(rows, r => r.SalesChannel),
        Column(rows, r => r.CustomerType),
        Column(rows, r => r.Gross),
        Column(rows, r => r.Discounts),
        Column(rows, r => r.Returns),
        Column(rows, r => r.Shipping),
        Column(rows, r => r.Tax),
        Column(rows, r => r.RefundAmount),
        Column(rows, r => r.Cogs),
        Column(rows, r => r.UnitsSold),
        Column(rows, r => r.UnitsReturned),
        Column(rows, r => r.Placed),
        Column(rows, r => r.Cancelled));

    public static NpgsqlBatchCommand SalesByCountry(TenantId tenant, IReadOnlyList<CountrySalesDay> rows) => Command(
        "select pp_steward.replace_sales_by_country($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Currency),
        Column(rows, r => r.Country),
        Column(rows, r => r.CustomerType),
        Column(rows, r => r.Gross),
        Column(rows, r => r.Discounts),
        Column(rows, r => r.Returns),
        Column(rows, r => r.Shipping),
        Column(rows, r => r.Tax),
        Column(rows, r => r.RefundAmount),
        Column(rows, r => r.Cogs),
        Column(rows, r => r.UnitsSold),
        Column(rows, r => r.UnitsReturned),
        Column(rows, r => r.Placed),
        Column(rows, r => r.Cancelled));

    public static NpgsqlBatchCommand SalesByProduct(TenantId tenant, IReadOnlyList<ProductSalesDay> rows) => Command(
        "select pp_steward.replace_sales_by_product($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Currency),
        Column(rows, r => r.Product),
        Column(rows, r => r.ProductType),
        Column(rows, r => r.Gross),
        Column(rows, r => r.Discounts),
        Column(rows, r => r.Returns),
        Column(rows, r => r.Tax),
        Column(rows, r => r.RefundAmount),
        Column(rows, r => r.Cogs),
        Column(rows, r => r.UnitsSold),
        Column(rows, r => r.UnitsReturned));

    public static NpgsqlBatchCommand Ads(TenantId tenant, IReadOnlyList<AdDay> rows) => Command(
        "select pp_steward.replace_ads($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Currency),
        Column(rows, r => r.Platform),
        Column(rows, r => r.Campaign),
        Column(rows, r => r.CampaignType),
        Column(rows, r => r.Spend),
        Column(rows, r => r.Impressions),
        Column(rows, r => r.Clicks),
        Column(rows, r => r.Conversions),
        Column(rows, r => r.ConversionValue));

    public static NpgsqlBatchCommand AdsByCountry(TenantId tenant, IReadOnlyList<CountryAdDay> rows) => Command(
        "select pp_steward.replace_ads_by_country($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Currency),
        Column(rows, r => r.Platform),
        Column(rows, r => r.Campaign),
        Column(rows, r => r.CampaignType),
        Column(rows, r => r.Country),
        Column(rows, r => r.Spend),
        Column(rows, r => r.Impressions),
        Column(rows, r => r.Clicks),
        Column(rows, r => r.Conversions),
        Column(rows, r => r.ConversionValue));

    public static NpgsqlBatchCommand Sessions(TenantId tenant, IReadOnlyList<SessionDay> rows) => Command(
        "select pp_steward.replace_sessions($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Device),
        Column(rows, r => r.Sessions),
        Column(rows, r => r.CartSessions),
        Column(rows, r => r.ConvertedSessions));

    public static NpgsqlBatchCommand SessionsByCountry(TenantId tenant, IReadOnlyList<CountrySessionDay> rows) => Command(
        "select pp_steward.replace_sessions_by_country($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant,
        Column(rows, r => r.Brand),
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.Country),
        Column(rows, r => r.Device),
        Column(rows, r => r.MarketingChannel),
        Column(rows, r => r.Sessions),
        Column(rows, r => r.CartSessions),
        Column(rows, r => r.ConvertedSessions));

    public static NpgsqlBatchCommand Rates(TenantId tenant, IReadOnlyList<FxRate> rows) => Command(
        "select pp_steward.replace_rates($1, $2, $3, $4, $5)",
        tenant,
        Column(rows, r => r.Day.ToDateOnly()),
        Column(rows, r => r.From),
        Column(rows, r => r.To),
        Column(rows, r => r.Rate));

    public static NpgsqlBatchCommand State(TenantId tenant, WarehouseState state)
    {
        // Arrays of arrays must be rectangular in Postgres, so each gap comes with its brand and source.
        var gaps = state.Loads.SelectMany(load => load.Gaps, (load, day) => (load, day)).ToArray();
        return Command(
            "select pp_steward.finish_rollups($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            tenant,
            new NpgsqlParameter<string> { TypedValue = state.Generation },
            Column(state.Loads, l => l.Brand.Value),
            Column(state.Loads, l => l.Source),
            Column(state.Loads, l => l.FirstDay.ToDateOnly()),
            Column(state.Loads, l => l.DataThrough.ToDateOnly()),
            Column(gaps, g => g.load.Brand.Value),
            Column(gaps, g => g.load.Source),
            Column(gaps, g => g.day.ToDateOnly()));
    }

    private static NpgsqlParameter<TValue[]> Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value) =>
        new() { TypedValue = [.. rows.Select(value)] };

#pragma warning disable CA2100 // Every caller above passes a constant.
    private static NpgsqlBatchCommand Command(string sql, TenantId tenant, params ReadOnlySpan<NpgsqlParameter> columns)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.Value } } };
        foreach (var column in columns)
            command.Parameters.Add(column);

        return command;
    }
#pragma warning restore CA2100
}
