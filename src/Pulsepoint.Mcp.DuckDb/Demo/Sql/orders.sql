insert into orders
with totals as (
    select order_id, sum(gross)::decimal(18, 2) as gross, sum(discount)::decimal(18, 2) as discounts, sum(tax)::decimal(18, 2) as tax
    from order_lines
    where brand_id = $brand and order_date between $from_day and $to_day
    group by order_id
),
shipped as (
    select o.*, t.gross, t.discounts, t.tax, case
        when o.discount_code is not distinct from 'FREESHIP' or o.sales_channel = 'pos' then 0::decimal(18, 2)
        when t.gross - t.discounts >= demo_money(o.free_from_cents) then 0::decimal(18, 2)
        else demo_money(o.shipping_cents)
    end as shipping
    from draft_orders o
    join totals t on t.order_id = o.order_id
)
select o.brand_id, o.order_id, o.order_date, o.ordered_at, o.customer_id, o.customer_type, o.is_test, o.cancelled_at, o.cancel_date,
    o.country, o.region, o.sales_channel, o.marketing_channel, o.discount_code, o.gross, o.discounts, o.shipping, o.tax,
    o.gross - o.discounts + o.shipping + o.tax, o.currency, coalesce(o.ordered_at + to_days(e.days_later::integer), o.cancelled_at, o.ordered_at)
from shipped o
left join demo_edits e on e.brand_id = o.brand_id and e.order_id = o.order_id
