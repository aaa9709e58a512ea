select brand_id, event_date, currency, product, product_type,
    coalesce(sum(gross), 0) as gross, coalesce(sum(discounts), 0) as discounts, coalesce(sum(returns), 0) as returns,
    coalesce(sum(tax), 0) as tax, coalesce(sum(refund_amount), 0) as refund_amount, coalesce(sum(cogs), 0) as cogs,
    coalesce(sum(units_sold), 0) as units_sold, coalesce(sum(units_returned), 0) as units_returned
from `{dataset}.sales_events`
where event_date between @from and @to
group by brand_id, event_date, currency, product, product_type
