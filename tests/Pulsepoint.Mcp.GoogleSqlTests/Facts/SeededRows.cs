namespace Pulsepoint.Mcp.GoogleSqlTests.Facts;

/// <summary>
/// Rows whose values run through their lists at different paces, so that all meet all: three currencies, missing names, a
/// product without costs, amounts that rates turn into ten decimals, cancellations, refunds over a month later, and days around New Year.
/// </summary>
internal static class SeededRows
{
    public const string Sql = """
        create macro pick(list, i) as list[1 + (i % len(list))::int];
        create macro brand(i) as pick(['luma-skin', 'peakform', 'tidewell'], i);
        create macro currency_of(i) as pick(['USD', 'USD', 'GBP'], i);
        create macro day(i) as date '2025-11-24' + (i % 83)::int;
        create macro amount(i) as ((i * 7919) % 100000 / 100)::decimal(18, 2);

        insert into fx_rates_daily
        select day(i), 'GBP', 'USD', 1.2 + (i * 104729 % 9999999) / 100000000
        from range(83) as t(i);

        insert into orders by name
        select brand(i) as brand_id, 'o' || i as order_id, case when i % 17 > 0 then 'c' || i % 60 end as customer_id, day(i) as order_date,
            pick(['new', 'returning', 'returning'], i // 2) as customer_type, i % 41 = 0 as is_test,
            case when i % 13 = 0 then day(i) + 3 end as cancel_date, pick(['US', 'GB', 'DE', null], i) as country,
            pick(['California', 'Bayern', null], i) as region, pick(['online_store', 'pos', 'draft'], i // 5) as sales_channel,
            pick(['paid_social', 'email', 'direct', 'unknown'], i // 3) as marketing_channel,
            pick([null, 'WELCOME10', 'Vip15', null], i // 7) as discount_code, amount(i) as gross, amount(i) / 10 as discounts,
            amount(i + 1) / 100 as shipping, amount(i + 2) / 10 as tax, currency_of(i) as currency
        from range(240) as t(i);

        insert into order_lines by name
        select o.customer_id, o.brand_id, o.order_id || '-' || n as line_id, o.order_id, o.order_date,
            pick(['Glow Serum', 'Hydra Mist', 'Trail Shorts', 'Łódź Throw'], o.rowid + n) as product,
            pick(['GS-1', 'HM-2', null], o.rowid + n) as sku, pick(['Serum', 'Apparel', null], o.rowid * n) as product_type,
            1 + n as qty, amount(o.rowid * 3 + n) as gross, amount(o.rowid + n) / 20 as discount,
            amount(o.rowid * 5 + n) / 10 as tax, case when (o.rowid + n) % 4 > 2 then null else amount(o.rowid + n) / 3 end as unit_cost, o.currency, o.country, o.region,
            o.sales_channel, o.marketing_channel, o.customer_type, o.discount_code, o.is_test
        from orders as o, range(2) as t(n);

        insert into refund_lines by name
        select l.customer_id, l.brand_id, l.line_id || '-r' as refund_line_id, l.order_id, l.line_id, l.order_date + 35 as refund_date,
            l.order_date, l.product, l.sku, l.product_type, 1 as qty, l.gross / 2 as goods_value, l.tax / 2 as tax,
            0 as shipping, l.gross / 2 + l.tax / 2 as tender, l.rowid % 2 = 0 as restocked, l.unit_cost, l.currency,
            l.country, l.region, l.sales_channel, l.marketing_channel, l.customer_type, l.discount_code
        from order_lines as l
        where l.rowid % 9 = 0 and not l.is_test;

        insert into ad_daily by name
        select pick(['meta', 'tiktok', 'google'], i // 2) as platform, 'c' || i % 5 as campaign_id, day(i * 3) as date,
            brand(i) as brand_id, pick(['Luma - Spring Glow', 'Peak - PMax', 'Tide - Unboxed'], i // 4) as campaign,
            pick(['prospecting', 'Search', null], i // 3) as campaign_type, pick(['Broad', 'lookalike', null], i // 5) as ad_group,
            amount(i) as spend, i * 97 % 10000 as impressions, i * 31 % 500 as clicks, (i % 700) / 100 as conversions,
            amount(i * 2) as conv_value, currency_of(i) as currency
        from range(200) as t(i);

        insert into ad_geo_daily by name
        select platform, campaign_id, pick(['US', 'GB', null], rowid) as country, date, brand_id, campaign, campaign_type, spend,
            impressions, clicks, conversions, conv_value, currency
        from ad_daily;

        insert into sessions_daily by name
        select brand(i) as brand_id, day(i * 5) as date, pick(['US', 'GB', 'DE'], i) as country,
            pick(['mobile', 'desktop', 'tablet'], i // 3) as device, pick(['paid_social', 'email', 'direct'], i // 7) as marketing_channel,
            i * 13 % 400 as sessions, i * 7 % 90 as cart_sessions, i % 50 as checkout_sessions, i % 30 as converted_sessions
        from range(150) as t(i);

        insert into cohort_days by name
        select brand(i) as brand_id, day(i) as event_date, currency_of(i) as currency, pick(['US', 'GB', null], i // 2) as country,
            pick(['email', 'direct', null], i // 3) as marketing_channel, a as age_days, 1 + i % 9 as members, i % 4 as repeaters,
            amount(i + a) as value, amount(i + a) / 2 - 100 as profit
        from range(120) as t(i), unnest([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 360, 365]) as u(a);

        insert into cohort_months by name
        select brand(i) as brand_id, day(i) as event_date, pick(['US', 'GB', null], i // 2) as country,
            pick(['email', 'direct', null], i // 3) as marketing_channel, k::varchar as months_since_first, 1 + i % 9 as members,
            (i + k) % 5 as active
        from range(60) as t(i), range(13) as u(k);

        insert into cohort_product_days by name
        select * exclude (profit, n), pick(['Glow Serum', 'Hydra Mist', 'Łódź Throw'], rowid + n) as product
        from cohort_days, range(2) as t(n);

        insert into cohort_product_months by name
        select * exclude (n), pick(['Glow Serum', 'Hydra Mist', 'Łódź Throw'], rowid + n) as product
        from cohort_months, range(2) as t(n);
        """;
}
