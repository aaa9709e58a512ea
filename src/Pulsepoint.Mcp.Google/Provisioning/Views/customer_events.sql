-- Distinct customers do not add up over days or groups, so each question counts them anew. An order without a customer,
-- as of a guest, counts for none.
select order_date as event_date, brand_id, brand_id || '/' || customer_id as customer, country, region, sales_channel,
    marketing_channel, customer_type, discount_code
from `{dataset}.orders`
where not is_test
