insert into dim_customers
with counted as (
    select brand_id, customer_id, count(*) as orders_count
    from orders
    where brand_id = $brand and not is_test
    group by brand_id, customer_id
)
select o.brand_id, o.customer_id, o.ordered_at, o.order_date, o.country, o.marketing_channel, c.orders_count
from orders o
join counted c on c.brand_id = o.brand_id and c.customer_id = o.customer_id
where o.brand_id = $brand and o.customer_type = 'new' and not o.is_test
order by o.order_date, o.order_id
