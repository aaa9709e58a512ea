-- One row per thing that moves money. A cancelled order is a sale on its day and an equal return on its cancel day: both
-- are already in the tables. Lines and refunds are never joined, because one line may be refunded twice.
create view sales_events as
select order_date as event_date, brand_id, currency, order_id, country, region, sales_channel, marketing_channel,
    customer_type, discount_code, product, sku, product_type, gross, discount as discounts, 0::decimal(18, 2) as returns,
    0::decimal(18, 2) as shipping, tax, 0::decimal(18, 2) as refund_amount, (unit_cost * qty)::decimal(18, 2) as cogs,
    qty as units_sold, 0::bigint as units_returned
from order_lines
where not is_test
union all
select refund_date, brand_id, currency, order_id, country, region, sales_channel, marketing_channel,
    customer_type, discount_code, product, sku, product_type, 0::decimal(18, 2), 0::decimal(18, 2), goods_value,
    -shipping, -tax, tender, (case when restocked then -unit_cost * qty else 0 end)::decimal(18, 2),
    0::bigint, qty
from refund_lines
union all
select order_date, brand_id, currency, order_id, country, region, sales_channel, marketing_channel,
    customer_type, discount_code, null, null, null, 0::decimal(18, 2), 0::decimal(18, 2), 0::decimal(18, 2),
    shipping, 0::decimal(18, 2), 0::decimal(18, 2), 0::decimal(18, 2), 0::bigint, 0::bigint
from orders
where not is_test;

create view order_events as
select order_date as event_date, brand_id, currency, country, region, sales_channel, marketing_channel, customer_type,
    discount_code, strftime(order_date, '%Y-%m') as cohort_month, 1::bigint as placed, 0::bigint as cancelled
from orders
where not is_test
union all
select cancel_date, brand_id, currency, country, region, sales_channel, marketing_channel, customer_type,
    discount_code, strftime(cancel_date, '%Y-%m'), 0::bigint, 1::bigint
from orders
where not is_test and cancel_date is not null;

-- Distinct customers do not add up over days or groups, so each question counts them anew. An order without a customer,
-- as of a guest, counts for none.
create view customer_events as
select order_date as event_date, brand_id, brand_id || '/' || customer_id as customer, country, region, sales_channel,
    marketing_channel, customer_type, discount_code
from orders
where not is_test;

create view customer_line_events as
select order_date as event_date, brand_id, brand_id || '/' || customer_id as customer, country, region, sales_channel,
    marketing_channel, customer_type, discount_code, product, sku, product_type
from order_lines
where not is_test;

create view refund_events as
select refund_date as event_date, brand_id, brand_id || '/' || order_id as refunded_order, country, region, sales_channel,
    marketing_channel, customer_type, discount_code, product, sku, product_type
from refund_lines;

create view ad_events as
select date as event_date, brand_id, currency, platform, campaign, campaign_type, ad_group,
    strftime(date, '%Y-%m') as cohort_month, spend, impressions, clicks,
    conversions, conv_value as conversion_value
from ad_daily;

-- Countries live apart from ad groups: reading both grains would count twice, and they do not sum to the same total.
create view ad_geo_events as
select date as event_date, brand_id, currency, platform, campaign, campaign_type, country,
    strftime(date, '%Y-%m') as cohort_month, spend, impressions, clicks,
    conversions, conv_value as conversion_value
from ad_geo_daily;

create view session_events as
select date as event_date, brand_id, country, device, marketing_channel, sessions, cart_sessions, converted_sessions
from sessions_daily;

create view cohort_events as
select event_date, brand_id, currency, country, marketing_channel, strftime(event_date, '%Y-%m') as cohort_month, age_days, members,
    repeaters, value, profit
from cohort_days;

create view cohort_month_events as
select event_date, brand_id, country, marketing_channel, strftime(event_date, '%Y-%m') as cohort_month, months_since_first, members,
    active
from cohort_months;

create view cohort_product_events as
select event_date, brand_id, currency, country, marketing_channel, product, strftime(event_date, '%Y-%m') as cohort_month, age_days,
    members, repeaters, value
from cohort_product_days;

create view cohort_product_month_events as
select event_date, brand_id, country, marketing_channel, product, strftime(event_date, '%Y-%m') as cohort_month, months_since_first,
    members, active
from cohort_product_months
