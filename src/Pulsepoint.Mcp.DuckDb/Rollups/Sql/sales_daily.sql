select brand_id, event_date, currency, sales_channel, customer_type,
    coalesce(sum(gross), 0)::decimal(18, 2) as gross, coalesce(sum(discounts), 0)::decimal(18, 2) as discounts,
    coalesce(sum(returns), 0)::decimal(18, 2) as returns, coalesce(sum(shipping), 0)::decimal(18, 2) as shipping,
    coalesce(sum(tax), 0)::decimal(18, 2) as tax, coalesce(sum(refund_amount), 0)::decimal(18, 2) as refund_amount,
    coalesce(sum(cogs), 0)::decimal(18, 2) as cogs, coalesce(sum(units_sold), 0)::bigint as units_sold,
    coalesce(sum(units_returned), 0)::bigint as units_returned, coalesce(sum(placed), 0)::bigint as placed,
    coalesce(sum(cancelled), 0)::bigint as cancelled
from (select * from sales_events union all by name select * from order_events)
where event_date between $from and $to
group by brand_id, event_date, currency, sales_channel, customer_type
