-- The catalogue is dealt into five buckets and each line of an order draws from another one, so that no product appears
-- twice in an order.
insert into order_lines
with numbered as (
    select *, unnest(range(lines)) as line
    from draft_orders
),
hashed as (
    select *, floor(demo_u(x, salt + line * 10 + 101) * 1000)::bigint as slot, (first_bucket + line) % 5 as bucket,
        demo_u(x, salt + line * 10 + 102) as u_qty, demo_u(x, salt + line * 10 + 103) as u_markdown
    from numbered
),
priced as (
    select h.*, v.variant_id, v.product_id, v.product, v.sku, v.product_type, v.cost_cents, v.price_cents * case
            when h.u_qty < case when h.season_code is null then 0.88 else 0.74 end then 1
            when h.u_qty < case when h.season_code is null then 0.98 else 0.96 end then 2
            else 3
        end as gross_cents,
        v.price_cents,
        case when h.code_percent > 0 then h.code_percent when h.u_markdown < 0.22 then 25 else 0 end as percent
    from hashed h
    join demo_slots v on v.brand_id = $brand and v.era = h.era and v.bucket = h.bucket and v.slot = h.slot
),
discounted as (
    select *, (gross_cents * percent + 50) // 100 as discount_cents
    from priced
)
select brand_id, order_id || '-' || (line + 1), order_id, order_date, variant_id, product_id, product, sku, product_type,
    gross_cents // price_cents, demo_money(gross_cents), demo_money(discount_cents),
    demo_money(((gross_cents - discount_cents) * tax_basis_points + 5000) // 10000), demo_money(cost_cents), currency,
    customer_id, country, region, sales_channel, marketing_channel, customer_type, discount_code, is_test
from discounted
