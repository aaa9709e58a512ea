insert into orders
with totals as (
    select x, sum(gross_cents)::bigint as gross_cents, sum(discount_cents)::bigint as discount_cents, sum(tax_cents)::bigint as tax_cents
    from draft_lines
    group by x
),
shipped as (
    select t.*, case
        when o.discount_code is not distinct from 'FREESHIP' or o.sales_channel = 'pos' then 0
        when t.gross_cents - t.discount_cents >= o.free_from_cents then 0
        else o.shipping_cents
    end as shipping_charged
    from totals t
    join draft_orders o on o.x = t.x
)
select o.brand_id, o.order_id, o.order_date, o.ordered_at, o.customer_id, o.customer_type, o.is_test, o.cancelled_at, o.cancel_date,
    o.country, o.region, o.sales_channel, o.marketing_channel, o.discount_code, demo_money(t.gross_cents),
    demo_money(t.discount_cents), demo_money(t.shipping_charged), demo_money(t.tax_cents),
    demo_money(t.gross_cents - t.discount_cents + t.shipping_charged + t.tax_cents), o.currency,
    coalesce(e.edited_at, o.cancelled_at, o.ordered_at)
from draft_orders o
join shipped t on t.x = o.x
left join demo_edits e on e.brand_id = o.brand_id and e.order_id = o.order_id
order by o.x
