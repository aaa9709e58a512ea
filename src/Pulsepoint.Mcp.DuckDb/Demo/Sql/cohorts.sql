-- Customers by first order's day, place and channel, and how many days and months have passed since then.
create or replace temp table demo_cohorts as
with loaded as (
    select min(data_through) as data_through
    from sync_state
    where brand_id = $brand and source = 'shopify'
)
select c.first_order_date, c.first_country, c.first_channel, count(*) as members,
    any_value(l.data_through - c.first_order_date)::integer as days, any_value(date_diff('month', c.first_order_date, l.data_through)) as months
from dim_customers c
cross join loaded l
where c.brand_id = $brand
group by c.first_order_date, c.first_country, c.first_channel;

-- Orders of the same customers, the first one being number one.
create or replace temp table demo_orders as
select c.first_order_date, c.first_country, c.first_channel, c.customer_id, o.order_id, o.order_date,
    row_number() over (partition by o.customer_id order by o.ordered_at, o.order_id) as number
from orders o
join dim_customers c on c.brand_id = o.brand_id and c.customer_id = o.customer_id
where o.brand_id = $brand and not o.is_test;

-- What the same customers bought, sent back and came again for, by age. Few rows: each event stands at the first of the ages
-- that it counts for.
create or replace temp table demo_ledger as
with ledger as (
    select customer_id, order_date as day, gross - discount as value, gross - discount - (unit_cost * qty)::decimal(18, 2) as profit, 0 as again
    from order_lines
    where brand_id = $brand and not is_test
    union all
    select customer_id, refund_date, -goods_value, (case when restocked then unit_cost * qty else 0 end)::decimal(18, 2) - goods_value, 0
    from refund_lines
    where brand_id = $brand
    union all
    select customer_id, order_date, 0::decimal(18, 2), 0::decimal(18, 2), 1
    from demo_orders
    where number = 2
),
aged as (
    select c.first_order_date, c.first_country, c.first_channel, c.customer_id, (l.day - c.first_order_date)::integer as age, l.value, l.profit, l.again
    from ledger l
    join dim_customers c on c.brand_id = $brand and c.customer_id = l.customer_id
)
select first_order_date, first_country, first_channel, customer_id,
    case when age > 360 then 365 else greatest(30, ceil(age / 30)::integer * 30) end as step,
    sum(value)::decimal(18, 2) as value, sum(profit)::decimal(18, 2) as profit, sum(again)::bigint as again
from aged
where age <= 365
group by all;

insert into cohort_days
with ages as (
    select unnest([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 360, 365]) as age_days
),
stepped as (
    select first_order_date, first_country, first_channel, step, sum(value) as value, sum(profit) as profit, sum(again) as again
    from demo_ledger
    group by all
)
select $brand, c.first_order_date, (select currency from dim_brands where brand_id = $brand), c.first_country, c.first_channel,
    a.age_days, any_value(c.members), coalesce(sum(s.again), 0)::bigint, coalesce(sum(s.value), 0)::decimal(18, 2),
    coalesce(sum(s.profit), 0)::decimal(18, 2)
from demo_cohorts c
join ages a on a.age_days <= c.days
left join stepped s on s.first_order_date = c.first_order_date and s.first_country is not distinct from c.first_country
    and s.first_channel is not distinct from c.first_channel and s.step <= a.age_days
group by c.first_order_date, c.first_country, c.first_channel, a.age_days;

insert into cohort_months
with active as (
    select first_order_date, first_country, first_channel, date_diff('month', first_order_date, order_date) as k, count(distinct customer_id) as active
    from demo_orders
    group by all
),
reached as (
    select *, unnest(range(months + 1)) as k
    from demo_cohorts
)
select $brand, r.first_order_date, r.first_country, r.first_channel, r.k::varchar, r.members, coalesce(a.active, 0)
from reached r
left join active a on a.first_order_date = r.first_order_date and a.first_country is not distinct from r.first_country
    and a.first_channel is not distinct from r.first_channel and a.k = r.k;

-- The same by product: a customer stands under every product of the first order, whatever came later.
create or replace temp table demo_first_products as
select distinct o.first_order_date, o.first_country, o.first_channel, o.customer_id, l.product
from demo_orders o
join order_lines l on l.brand_id = $brand and l.order_id = o.order_id
where o.number = 1;

create or replace temp table demo_product_cohorts as
select f.first_order_date, f.first_country, f.first_channel, f.product, count(*) as members, any_value(c.days) as days, any_value(c.months) as months
from demo_first_products f
join demo_cohorts c on c.first_order_date = f.first_order_date and c.first_country is not distinct from f.first_country
    and c.first_channel is not distinct from f.first_channel
group by f.first_order_date, f.first_country, f.first_channel, f.product;

insert into cohort_product_days
with ages as (
    select unnest([30, 60, 90, 180, 365]) as age_days
),
stepped as (
    select f.first_order_date, f.first_country, f.first_channel, f.product, l.step, sum(l.value) as value, sum(l.again) as again
    from demo_ledger l
    join demo_first_products f on f.customer_id = l.customer_id
    group by all
)
select $brand, c.first_order_date, (select currency from dim_brands where brand_id = $brand), c.first_country, c.first_channel, c.product,
    a.age_days, any_value(c.members), coalesce(sum(s.again), 0)::bigint, coalesce(sum(s.value), 0)::decimal(18, 2)
from demo_product_cohorts c
join ages a on a.age_days <= c.days
left join stepped s on s.first_order_date = c.first_order_date and s.first_country is not distinct from c.first_country
    and s.first_channel is not distinct from c.first_channel and s.product is not distinct from c.product and s.step <= a.age_days
group by c.first_order_date, c.first_country, c.first_channel, c.product, a.age_days;

insert into cohort_product_months
with active as (
    select f.first_order_date, f.first_country, f.first_channel, f.product, date_diff('month', f.first_order_date, o.order_date) as k,
        count(distinct f.customer_id) as active
    from demo_first_products f
    join demo_orders o on o.customer_id = f.customer_id
    group by all
),
reached as (
    select *, unnest(range(months + 1)) as k
    from demo_product_cohorts
)
select $brand, r.first_order_date, r.first_country, r.first_channel, r.product, r.k::varchar, r.members, coalesce(a.active, 0)
from reached r
left join active a on a.first_order_date = r.first_order_date and a.first_country is not distinct from r.first_country
    and a.first_channel is not distinct from r.first_channel and a.product is not distinct from r.product and a.k = r.k;

drop table demo_cohorts;
drop table demo_orders;
drop table demo_ledger;
drop table demo_first_products;
drop table demo_product_cohorts
