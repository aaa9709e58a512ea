-- Every sum by day once in its own currency, and once more in each that it has a rate to on that day.
with days as (
    select brand_id, event_date, currency, product, product_type,
        sum(gross)::decimal(18, 2) as gross, sum(discounts)::decimal(18, 2) as discounts, sum(returns)::decimal(18, 2) as returns,
        sum(tax)::decimal(18, 2) as tax, sum(refund_amount)::decimal(18, 2) as refund_amount, coalesce(sum(cogs), 0)::decimal(18, 2) as cogs,
        sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned
    from sales_events
    where event_date between $from and $to
    group by brand_id, event_date, currency, product, product_type
),
worth as (
    select d.*, d.currency as in_currency, 1::decimal(18, 8) as rate from days as d
    union all
    select d.*, r.to_ccy, r.rate
    from days as d
    join fx_rates_daily as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy <> d.currency
)
select brand_id, date_trunc('month', event_date)::date as month, currency, in_currency, count(*) as summed, product, product_type,
    sum(gross * rate)::decimal(28, 10) as gross, sum(discounts * rate)::decimal(28, 10) as discounts,
    sum(returns * rate)::decimal(28, 10) as returns, sum(tax * rate)::decimal(28, 10) as tax,
    sum(refund_amount * rate)::decimal(28, 10) as refund_amount, sum(cogs * rate)::decimal(28, 10) as cogs,
    sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned
from worth
group by brand_id, month, currency, in_currency, product, product_type
