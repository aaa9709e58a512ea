select order_date as event_date, brand_id, brand_id || '/' || customer_id as customer, country, region, sales_channel,
    marketing_channel, customer_type, discount_code, product, sku, product_type
from `{dataset}.order_lines`
where not is_test
