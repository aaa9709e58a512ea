-- A customer's country never changes, and exactly one of the orders is the first.
insert into dim_customers
select brand_id, customer_id, min(ordered_at), min(order_date), any_value(country),
    any_value(marketing_channel) filter (where customer_type = 'new'), count(*)
from orders
where brand_id = $brand and not is_test
group by brand_id, customer_id
