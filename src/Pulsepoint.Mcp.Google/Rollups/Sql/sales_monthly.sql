-- Every sum by day once in its own currency, and once more in each that it has a rate to on that day: as BIGNUMERIC, for NUMERIC
-- would round two decimals of money times eight of a rate. The days are named once, for BigQuery sums them as often.
with days as (
    select brand_id, event_date, currency, sales_channel, customer_type,
        coalesce(sum(gross), 0) as gross, coalesce(sum(discounts), 0) as discounts, coalesce(sum(returns), 0) as returns,
        coalesce(sum(shipping), 0) as shipping, coalesce(sum(tax), 0) as tax, coalesce(sum(refund_amount), 0) as refund_amount,
        coalesce(sum(cogs), 0) as cogs, coalesce(sum(units_sold), 0) as units_sold,
        coalesce(sum(units_returned), 0) as units_returned, coalesce(sum(placed), 0) as placed,
        coalesce(sum(cancelled), 0) as cancelled
    from (
        select
            brand_id, event_date, currency, sales_channel, customer_type, gross, discounts, returns, shipping, tax,
            refund_amount, cogs, units_sold, units_returned, 0 as placed, 0 as cancelled
        from `{dataset}.sales_events`
        where event_date between @from and @to
        union all
        select
            brand_id, event_date, currency, sales_channel, customer_type, cast(0 as numeric), cast(0 as numeric),
            cast(0 as numeric), cast(0 as numeric), cast(0 as numeric), cast(0 as numeric), cast(0 as numeric), 0, 0, placed,
            cancelled
        from `{dataset}.order_events`
        where event_date between @from and @to
    )
    group by brand_id, event_date, currency, sales_channel, customer_type
),
rates as (
    select date, from_ccy, array_agg(struct(to_ccy as in_currency, cast(rate as bignumeric) as rate)) as others
    from `{dataset}.fx_rates_daily`
    where date between @from and @to and from_ccy <> to_ccy
    group by date, from_ccy
)
select d.brand_id, date_trunc(d.event_date, month) as month, d.currency, w.in_currency, count(*) as summed, d.sales_channel, d.customer_type,
    sum(d.gross * w.rate) as gross, sum(d.discounts * w.rate) as discounts, sum(d.returns * w.rate) as returns,
    sum(d.shipping * w.rate) as shipping, sum(d.tax * w.rate) as tax, sum(d.refund_amount * w.rate) as refund_amount,
    sum(d.cogs * w.rate) as cogs, sum(d.units_sold) as units_sold, sum(d.units_returned) as units_returned,
    sum(d.placed) as placed, sum(d.cancelled) as cancelled, sum(d.placed * w.rate) as placed_worth
from days as d
left join rates as r on r.date = d.event_date and r.from_ccy = d.currency
cross join unnest(array_concat([struct(d.currency as in_currency, cast(1 as bignumeric) as rate)], ifnull(r.others, []))) as w
group by d.brand_id, month, d.currency, w.in_currency, d.sales_channel, d.customer_type
