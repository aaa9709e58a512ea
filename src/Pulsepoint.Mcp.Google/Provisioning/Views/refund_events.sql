select refund_date as event_date, brand_id, brand_id || '/' || order_id as refunded_order, country, region, sales_channel,
    marketing_channel, customer_type, discount_code, product, sku, product_type
from `{dataset}.refund_lines`
