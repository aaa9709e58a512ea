-- Goods that came back, whole cancelled orders, and the shipping of cancelled orders (a refund without a line).
insert into refund_lines
with returned as (
    -- Three to thirty-five days later, most of them on the ninth.
    select l.*, o.order_date + (case
        when l.u_lag < 0.1875 then floor(3 + sqrt(l.u_lag * 192)) else floor(35 - sqrt((1 - l.u_lag) * 832))
    end)::integer as refund_date
    from draft_lines l
    join draft_orders o on o.x = l.x
    where not o.is_test and o.cancel_date is null and l.u_return < 0.3
),
goods as (
    select r.x, r.line, r.refund_date, r.line_id, case when r.u_part < 0.5 then r.qty else 1 end as qty, r.qty as bought,
        r.gross_cents - r.discount_cents as net_cents, r.tax_cents, r.u_restock < 0.7 as restocked, 0 as shipping_cents
    from returned r
    join draft_orders o on o.x = r.x
    join demo_variants v on v.brand_id = o.brand_id and v.variant_id = r.variant_id
    join demo_days d on d.brand_id = o.brand_id and d.day = r.refund_date
    where r.u_return < case when r.refund_date between v.wave_from and v.wave_to then v.wave_rate else v.return_rate end
        and (not d.is_partial or r.u_restock < 0.45)
    union all
    select l.x, l.line, o.cancel_date, l.line_id, l.qty, l.qty, l.gross_cents - l.discount_cents, l.tax_cents, true, 0
    from draft_lines l
    join draft_orders o on o.x = l.x
    where o.cancel_date is not null
    union all
    select o.x, 9, o.cancel_date, null, 0, 1, 0, 0, false, (s.shipping * 100)::bigint
    from draft_orders o
    join orders s on s.brand_id = o.brand_id and s.order_id = o.order_id and s.order_date = o.order_date
    where o.cancel_date is not null and s.shipping > 0
        and s.brand_id = $brand and s.order_date between $from_day and $to_day
),
valued as (
    select *, case when qty = bought then net_cents else net_cents * qty // bought end as goods_cents,
        case when qty = bought then tax_cents else tax_cents * qty // bought end as tax_back_cents
    from goods
)
select o.brand_id, 'rl-' || o.order_id || '-' || (r.line + 1), 'r-' || o.order_id || '-' || (r.refund_date - o.order_date), o.order_id,
    r.line_id, r.refund_date, o.order_date, v.variant_id, v.product_id, v.product, v.sku, v.product_type, r.qty,
    demo_money(r.goods_cents), demo_money(r.tax_back_cents), demo_money(r.shipping_cents),
    demo_money(r.goods_cents + r.tax_back_cents + r.shipping_cents), r.restocked, demo_money(coalesce(l.cost_cents, 0)), o.currency,
    o.country, o.region, o.sales_channel, o.marketing_channel, o.customer_type, o.discount_code
from valued r
join draft_orders o on o.x = r.x
left join draft_lines l on l.x = r.x and l.line = r.line
left join demo_variants v on v.brand_id = o.brand_id and v.variant_id = l.variant_id
order by r.x, r.line
