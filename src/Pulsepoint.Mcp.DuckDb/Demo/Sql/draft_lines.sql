-- The slice's lines. The catalogue is dealt into five buckets and each line of an order draws from another one, so that
-- no product appears twice in an order.
create or replace temp table draft_lines as
with drawn as (
    select o.x, n.line, o.salt + 100 + n.line * 10 as s, (o.first_bucket + n.line) % 5 as bucket
    from draft_orders o, lateral (select unnest(range(o.lines)) as line) n
),
hashed as (
    select x, line, bucket, floor(demo_u(x, s + 1) * 1000)::bigint as slot, demo_u(x, s + 2) as u_qty, demo_u(x, s + 3) as u_markdown,
        demo_u(x, s + 4) as u_return, demo_u(x, s + 5) as u_lag, demo_u(x, s + 6) as u_part, demo_u(x, s + 7) as u_restock
    from drawn
),
priced as (
    select h.x, h.line, h.u_return, h.u_lag, h.u_part, h.u_restock, o.order_id, o.tax_basis_points, v.variant_id, v.cost_cents,
        case
            when h.u_qty < case when o.season_code is null then 0.88 else 0.74 end then 1
            when h.u_qty < case when o.season_code is null then 0.98 else 0.96 end then 2
            else 3
        end as qty,
        v.price_cents,
        case when o.code_percent > 0 then o.code_percent when h.u_markdown < 0.22 then 25 else 0 end as percent
    from hashed h
    join draft_orders o on o.x = h.x
    join demo_slots s on s.brand_id = o.brand_id and s.era = o.era and s.bucket = h.bucket and s.slot = h.slot
    join demo_variants v on v.brand_id = s.brand_id and v.variant_id = s.variant_id
),
discounted as (
    select *, price_cents * qty as gross_cents, (price_cents * qty * percent + 50) // 100 as discount_cents
    from priced
)
select x, line, order_id, order_id || '-' || (line + 1) as line_id, variant_id, qty, cost_cents, gross_cents, discount_cents,
    ((gross_cents - discount_cents) * tax_basis_points + 5000) // 10000 as tax_cents, u_return, u_lag, u_part, u_restock
from discounted
