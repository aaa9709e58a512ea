select brand_id, event_date, currency, country, customer_type,
    coalesce(sum(gross), 0) as gross, coalesce(sum(discounts), 0) as discounts, coalesce(sum(returns), 0) as returns,
    coalesce(sum(shipping), 0) as shipping, coalesce(sum(tax), 0) as tax, coalesce(sum(refund_amount), 0) as refund_amount,
    coalesce(sum(cogs), 0) as cogs, coalesce(sum(units_sold), 0) as units_sold,
    coalesce(sum(units_returned), 0) as units_returned, coalesce(sum(placed), 0) as placed,
    coalesce(sum(cancelled), 0) as cancelled
from (
    select
        brand_id, event_date, currency, country, customer_type, gross, discounts, returns, shipping, tax, refund_amount, cogs,
        units_sold, units_returned, 0 as placed, 0 as cancelled
    from `{dataset}.sales_events`
    where event_date between @from and @to
    union all
    select
        brand_id, event_date, currency, country, customer_type, cast(0 as numeric), cast(0 as numeric), cast(0 as numeric),
        cast(0 as numeric), cast(0 as numeric), cast(0 as numeric), cast(0 as numeric), 0, 0, placed, cancelled
    from `{dataset}.order_events`
    where event_date between @from and @to
)
group by brand_id, event_date, currency, country, customer_type
