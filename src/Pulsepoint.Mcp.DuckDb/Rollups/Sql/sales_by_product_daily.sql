select brand_id, event_date, currency, product, product_type,
    sum(gross)::decimal(18, 2) as gross, sum(discounts)::decimal(18, 2) as discounts, sum(returns)::decimal(18, 2) as returns,
    sum(tax)::decimal(18, 2) as tax, sum(refund_amount)::decimal(18, 2) as refund_amount, coalesce(sum(cogs), 0)::decimal(18, 2) as cogs,
    sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned
from sales_events
where event_date between $from and $to
group by brand_id, event_date, currency, product, product_type
