insert into order_lines
select o.brand_id, l.line_id, l.order_id, o.order_date, l.variant_id, v.product_id, v.product, v.sku, v.product_type, l.qty,
    demo_money(l.gross_cents), demo_money(l.discount_cents), demo_money(l.tax_cents), demo_money(l.cost_cents), o.currency,
    o.country, o.region, o.sales_channel, o.marketing_channel, o.customer_type, o.discount_code, o.is_test
from draft_lines l
join draft_orders o on o.x = l.x
join demo_variants v on v.brand_id = o.brand_id and v.variant_id = l.variant_id
order by l.x, l.line
