-- Sessions follow from the orders that had one: point of sale, drafts and B2B have none.
insert into sessions_daily
with converted as (
    select brand_id, order_date as date, country, device, marketing_channel, any_value(salt) as salt, any_value(mobile_cvr) as mobile_cvr,
        count(*) as orders,
        (order_date - date '2024-09-01') * 1000 + ascii(country) * 31 % 100 + length(marketing_channel) * 7 + ascii(device) as x
    from draft_orders
    where not is_test and sales_channel in ('online_store', 'shop_app')
    group by brand_id, order_date, country, device, marketing_channel
),
counted as (
    select *,
        round(orders / case device when 'mobile' then 0.019 * mobile_cvr when 'desktop' then 0.034 else 0.026 end * (0.92 + 0.16 * demo_u(x, salt + 60)))::bigint as sessions,
        round(orders * (1.5 + 0.2 * demo_u(x, salt + 61)))::bigint as checkouts
    from converted
)
select brand_id, date, country, device, marketing_channel, greatest(sessions, checkouts),
    greatest(round(sessions * (0.068 + 0.014 * demo_u(x, salt + 62)))::bigint, checkouts), checkouts, orders
from counted
order by date, country, device, marketing_channel
