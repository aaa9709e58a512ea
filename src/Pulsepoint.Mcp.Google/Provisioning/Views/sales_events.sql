-- One row per thing that moves money. A cancelled order is a sale on its day and an equal return on its cancel day: both
-- are already in the tables. Lines and refunds are never joined, because one line may be refunded twice. Each part hands on the
-- day that its own table is cut by, so that a question reads its days of all three.
select order_date as event_date, brand_id, currency, order_id, country, region, sales_channel, marketing_channel,
    customer_type, discount_code, product, sku, product_type, gross, discount as discounts, numeric '0' as returns,
    numeric '0' as shipping, tax, numeric '0' as refund_amount, unit_cost * qty as cogs,
    qty as units_sold, 0 as units_returned
from `{dataset}.order_lines`
where not is_test
union all
select refund_date, brand_id, currency, order_id, country, region, sales_channel, marketing_channel,
    customer_type, discount_code, product, sku, product_type, numeric '0', numeric '0', goods_value,
    -shipping, -tax, tender, case when restocked then -unit_cost * qty else 0 end,
    0, qty
from `{dataset}.refund_lines`
union all
select order_date, brand_id, currency, order_id, country, region, sales_channel, marketing_channel,
    customer_type, discount_code, null, null, null, numeric '0', numeric '0', numeric '0',
    shipping, numeric '0', numeric '0', numeric '0', 0, 0
from `{dataset}.orders`
where not is_test
