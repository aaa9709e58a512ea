-- Goods that came back, whole cancelled orders, and the shipping of cancelled orders (a refund without a line).
insert into refund_lines
with numbered as (
    select x, salt, order_id, cancel_date, unnest(range(lines)) as line
    from draft_orders
    where not is_test
),
drawn as (
    select *, order_id || '-' || (line + 1) as line_id, demo_u(x, salt + line * 10 + 104) as u_return, demo_u(x, salt + line * 10 + 105) as u_lag,
        demo_u(x, salt + line * 10 + 106) as u_part, demo_u(x, salt + line * 10 + 107) as u_restock
    from numbered
    where cancel_date is not null or demo_u(x, salt + line * 10 + 104) < 0.2
),
dated as (
    -- Three to thirty-five days later, most of them on the ninth.
    select l.*, r.cancel_date, r.u_return, r.u_part, r.u_restock, coalesce(r.cancel_date, l.order_date + (case
        when r.u_lag < 0.1875 then floor(3 + sqrt(r.u_lag * 192)) else floor(35 - sqrt((1 - r.u_lag) * 832))
    end)::integer) as refund_date
    from order_lines l
    join drawn r on r.line_id = l.line_id
    where l.brand_id = $brand and l.order_date between $from_day and $to_day
),
goods as (
    select l.*, case when l.cancel_date is not null or l.u_part < 0.5 then l.qty else 1 end as back,
        l.cancel_date is not null or l.u_restock < 0.7 as restocked
    from dated l
    join demo_variants v on v.brand_id = $brand and v.variant_id = l.variant_id
    join demo_days d on d.brand_id = $brand and d.day = l.refund_date
    where l.cancel_date is not null
        or l.u_return < case when l.refund_date between v.wave_from and v.wave_to then v.wave_rate else v.return_rate end
            and (not d.is_partial or l.u_restock < 0.45)
),
valued as (
    select *, ((gross - discount) * 100)::bigint * back // qty as goods_cents, (tax * 100)::bigint * back // qty as tax_cents
    from goods
)
select brand_id, 'rl-' || line_id, 'r-' || order_id || '-' || (refund_date - order_date), order_id, line_id, refund_date,
    order_date, variant_id, product_id, product, sku, product_type, back, demo_money(goods_cents), demo_money(tax_cents),
    0::decimal(18, 2), demo_money(goods_cents + tax_cents), restocked, unit_cost, currency, customer_id, country, region,
    sales_channel, marketing_channel, customer_type, discount_code
from valued
union all
select brand_id, 'rl-' || order_id || '-s', 'r-' || order_id || '-' || (cancel_date - order_date), order_id, null, cancel_date,
    order_date, null, null, null, null, null, 0, 0::decimal(18, 2), 0::decimal(18, 2), shipping, shipping, false, 0::decimal(18, 2),
    currency, customer_id, country, region, sales_channel, marketing_channel, customer_type, discount_code
from orders
where brand_id = $brand and order_date between $from_day and $to_day and cancel_date is not null and shipping > 0
