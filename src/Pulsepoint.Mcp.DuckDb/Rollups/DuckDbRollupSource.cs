using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.DuckDb.Warehouses;

namespace Pulsepoint.Mcp.DuckDb.Rollups;

/// <summary>Sums a tenant's current snapshot to its roll-ups, all from one generation.</summary>
internal sealed class DuckDbRollupSource(StateFolder state, SnapshotReader snapshots) : IRollupSource
{
    // The sums are cast back: left alone, a sum of DECIMAL(18,2) is DECIMAL(38,2) and a sum of BIGINT is HUGEINT.
    private const string SalesSql = """
        with money as (
            select brand_id, event_date, currency, sales_channel, customer_type,
                sum(gross)::decimal(18, 2) as gross, sum(discounts)::decimal(18, 2) as discounts,
                sum(returns)::decimal(18, 2) as returns, sum(shipping)::decimal(18, 2) as shipping, sum(tax)::decimal(18, 2) as tax,
                sum(refund_amount)::decimal(18, 2) as refund_amount, sum(cogs)::decimal(18, 2) as cogs,
                sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned
            from sales_events
            group by all
        ),
        counts as (
            select brand_id, event_date, currency, sales_channel, customer_type,
                sum(placed)::bigint as placed, sum(cancelled)::bigint as cancelled
            from order_events
            group by all
        )
        select brand_id, event_date, currency, sales_channel, customer_type,
            coalesce(gross, 0), coalesce(discounts, 0), coalesce(returns, 0), coalesce(shipping, 0), coalesce(tax, 0),
            coalesce(refund_amount, 0), coalesce(cogs, 0), coalesce(units_sold, 0), coalesce(units_returned, 0),
            coalesce(placed, 0), coalesce(cancelled, 0)
        from money
        full join counts using (brand_id, event_date, currency, sales_channel, customer_type)
        order by brand_id, event_date, sales_channel, customer_type
        """;

    // Not joined as above: a country may be missing, and nothing equals what is missing.
    private const string SalesByCountrySql = """
        select brand_id, event_date, currency, country, customer_type,
            coalesce(sum(gross), 0)::decimal(18, 2), coalesce(sum(discounts), 0)::decimal(18, 2), coalesce(sum(returns), 0)::decimal(18, 2),
            coalesce(sum(shipping), 0)::decimal(18, 2), coalesce(sum(tax), 0)::decimal(18, 2),
            coalesce(sum(refund_amount), 0)::decimal(18, 2), coalesce(sum(cogs), 0)::decimal(18, 2),
            coalesce(sum(units_sold), 0)::bigint, coalesce(sum(units_returned), 0)::bigint,
            coalesce(sum(placed), 0)::bigint, coalesce(sum(cancelled), 0)::bigint
        from (select * from sales_events union all by name select * from order_events)
        group by brand_id, event_date, currency, country, customer_type
        order by brand_id, event_date, country, customer_type
        """;

    private const string SalesByProductSql = """
        select brand_id, event_date, currency, product, product_type,
            sum(gross)::decimal(18, 2), sum(discounts)::decimal(18, 2), sum(returns)::decimal(18, 2), sum(tax)::decimal(18, 2),
            sum(refund_amount)::decimal(18, 2), sum(cogs)::decimal(18, 2), sum(units_sold)::bigint, sum(units_returned)::bigint
        from sales_events
        group by brand_id, event_date, currency, product, product_type
        order by brand_id, event_date, product, product_type
        """;

    private const string AdsSql = """
        select brand_id, event_date, currency, platform, campaign, any_value(campaign_type), sum(spend)::decimal(18, 2),
            sum(impressions)::bigint, sum(clicks)::bigint, sum(conversions)::decimal(18, 2), sum(conversion_value)::decimal(18, 2)
        from ad_events
        group by brand_id, event_date, currency, platform, campaign
        order by brand_id, event_date, platform, campaign
        """;

    private const string AdsByCountrySql = """
        select brand_id, event_date, currency, platform, campaign, campaign_type, country, sum(spend)::decimal(18, 2),
            sum(impressions)::bigint, sum(clicks)::bigint, sum(conversions)::decimal(18, 2), sum(conversion_value)::decimal(18, 2)
        from ad_geo_events
        group by brand_id, event_date, currency, platform, campaign, campaign_type, country
        order by brand_id, event_date, platform, campaign, country
        """;

    private const string SessionsSql = """
        select brand_id, event_date, device, sum(sessions)::bigint, sum(cart_sessions)::bigint, sum(converted_sessions)::bigint
        from session_events
        group by brand_id, event_date, device
        order by brand_id, event_date, device
        """;

    private const string SessionsByCountrySql = """
        select brand_id, event_date, country, device, marketing_channel,
            sum(sessions)::bigint, sum(cart_sessions)::bigint, sum(converted_sessions)::bigint
        from session_events
        group by brand_id, event_date, country, device, marketing_channel
        order by brand_id, event_date, country, device, marketing_channel
        """;

    private const string RatesSql = """
        select date, from_ccy, to_ccy, rate
        from fx_rates_daily
        order by date, from_ccy, to_ccy
        """;

    public string? Generation(TenantId tenant) => new SnapshotFolder(state, tenant).Current();

    public Task<RollupBatch> ReadAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.Run(() => Read(tenant, cancellationToken), cancellationToken);

    private RollupBatch Read(TenantId tenant, CancellationToken cancellationToken)
    {
        using var lease = snapshots.Rent(tenant) ?? throw Refusal.SourceUnavailable(
            "No warehouse data are published for this organisation.",
            "Publish a snapshot first.");
        return new RollupBatch
        {
            State = LoadedSources.Read(lease, cancellationToken),
            Sales = Rows(lease, SalesSql, Sales, cancellationToken),
            SalesByCountry = Rows(lease, SalesByCountrySql, SalesByCountry, cancellationToken),
            SalesByProduct = Rows(lease, SalesByProductSql, SalesByProduct, cancellationToken),
            Ads = Rows(lease, AdsSql, Ads, cancellationToken),
            AdsByCountry = Rows(lease, AdsByCountrySql, AdsByCountry, cancellationToken),
            Sessions = Rows(lease, SessionsSql, Sessions, cancellationToken),
            SessionsByCountry = Rows(lease, SessionsByCountrySql, SessionsByCountry, cancellationToken),
            Rates = Rows(lease, RatesSql, Rate, cancellationToken),
        };
    }

    private static List<T> Rows<T>(SnapshotLease lease, string sql, Func<DuckDBDataReader, T> row, CancellationToken cancellationToken)
    {
        using var command = lease.Connection.CreateCommand();
        command.CommandText = sql;
        return InterruptibleCommand.ReadAll(command, row, cancellationToken);
    }

    private static SalesDay Sales(DuckDBDataReader row) => new(
        row.GetString(0), Day(row, 1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDecimal(5), row.GetDecimal(6),
        row.GetDecimal(7), row.GetDecimal(8), row.GetDecimal(9), row.GetDecimal(10), row.GetDecimal(11), row.GetInt64(12),
        row.GetInt64(13), row.GetInt64(14), row.GetInt64(15));

    private static CountrySalesDay SalesByCountry(DuckDBDataReader row) => new(
        row.GetString(0), Day(row, 1), row.GetString(2), Text(row, 3), row.GetString(4), row.GetDecimal(5), row.GetDecimal(6),
        row.GetDecimal(7), row.GetDecimal(8), row.GetDecimal(9), row.GetDecimal(10), row.GetDecimal(11), row.GetInt64(12),
        row.GetInt64(13), row.GetInt64(14), row.GetInt64(15));

    private static ProductSalesDay SalesByProduct(DuckDBDataReader row) => new(
        row.GetString(0), Day(row, 1), row.GetString(2), Text(row, 3), Text(row, 4), row.GetDecimal(5), row.GetDecimal(6),
        row.GetDecimal(7), row.GetDecimal(8), row.GetDecimal(9), row.GetDecimal(10), row.GetInt64(11), row.GetInt64(12));

    private static AdDay Ads(DuckDBDataReader row) => new(
        row.GetString(0), Day(row, 1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetDecimal(6),
        row.GetInt64(7), row.GetInt64(8), row.GetDecimal(9), row.GetDecimal(10));

    private static CountryAdDay AdsByCountry(DuckDBDataReader row) => new(
        row.GetString(0), Day(row, 1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), Text(row, 6),
        row.GetDecimal(7), row.GetInt64(8), row.GetInt64(9), row.GetDecimal(10), row.GetDecimal(11));

    private static SessionDay Sessions(DuckDBDataReader row) =>
        new(row.GetString(0), Day(row, 1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));

    private static CountrySessionDay SessionsByCountry(DuckDBDataReader row) => new(
        row.GetString(0), Day(row, 1), Text(row, 2), row.GetString(3), Text(row, 4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7));

    private static FxRate Rate(DuckDBDataReader row) => new(Day(row, 0), row.GetString(1), row.GetString(2), row.GetDecimal(3));

    private static string? Text(DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static LocalDate Day(DuckDBDataReader row, int column) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));
}
