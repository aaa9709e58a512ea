-- A cancellation is read by its own day, of which the table, cut by the day of the order, knows nothing. So the second part reads
-- these columns of all orders ever made, and says so: without any days the table would refuse it.
select order_date as event_date, brand_id, currency, country, region, sales_channel, marketing_channel, customer_type,
    discount_code, format_date('%Y-%m', order_date) as cohort_month, 1 as placed, 0 as cancelled
from `{dataset}.orders`
where not is_test
union all
select cancel_date, brand_id, currency, country, region, sales_channel, marketing_channel, customer_type,
    discount_code, format_date('%Y-%m', cancel_date), 0, 1
from `{dataset}.orders`
where not is_test and cancel_date is not null and order_date >= date '0001-01-01'
