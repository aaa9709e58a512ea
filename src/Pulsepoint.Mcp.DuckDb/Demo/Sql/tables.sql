create table dim_brands (brand_id varchar, name varchar, currency varchar, timezone varchar, shop_domain varchar, launched_at date);
create table dim_customers (
    brand_id varchar, customer_id varchar, first_order_at timestamp, first_order_date date, first_country varchar,
    first_channel varchar, orders_count bigint);
create table dim_products (
    brand_id varchar, variant_id varchar, product_id varchar, product varchar, sku varchar, product_type varchar,
    unit_price decimal(18, 2), unit_cost decimal(18, 2), launched_at date);
create table dim_campaigns (
    platform varchar, account_id varchar, campaign_id varchar, brand_id varchar, name varchar, campaign_type varchar,
    status varchar, started_on date);
create table dim_dates (date date, iso_week_start date, month date, quarter date, event varchar);
create table fx_rates_daily (date date, from_ccy varchar, to_ccy varchar, rate decimal(18, 8));
create table orders (
    brand_id varchar, order_id varchar, order_date date, ordered_at timestamp, customer_id varchar, customer_type varchar,
    is_test boolean, cancelled_at timestamp, cancel_date date, country varchar, region varchar, sales_channel varchar,
    marketing_channel varchar, discount_code varchar, gross decimal(18, 2), discounts decimal(18, 2),
    shipping decimal(18, 2), tax decimal(18, 2), total decimal(18, 2), currency varchar, source_updated_at timestamp);
create table order_lines (
    brand_id varchar, line_id varchar, order_id varchar, order_date date, variant_id varchar, product_id varchar,
    product varchar, sku varchar, product_type varchar, qty bigint, gross decimal(18, 2), discount decimal(18, 2),
    tax decimal(18, 2), unit_cost decimal(18, 2), currency varchar, customer_id varchar, country varchar, region varchar,
    sales_channel varchar, marketing_channel varchar, customer_type varchar, discount_code varchar, is_test boolean);
create table refund_lines (
    brand_id varchar, refund_line_id varchar, refund_id varchar, order_id varchar, line_id varchar, refund_date date,
    order_date date, variant_id varchar, product_id varchar, product varchar, sku varchar, product_type varchar, qty bigint,
    goods_value decimal(18, 2), tax decimal(18, 2), shipping decimal(18, 2), tender decimal(18, 2), restocked boolean,
    unit_cost decimal(18, 2), currency varchar, customer_id varchar, country varchar, region varchar, sales_channel varchar,
    marketing_channel varchar, customer_type varchar, discount_code varchar);
create table ad_daily (
    platform varchar, account_id varchar, campaign_id varchar, ad_group_id varchar, date date, brand_id varchar,
    campaign varchar, campaign_type varchar, ad_group varchar, spend decimal(18, 2), impressions bigint, clicks bigint,
    conversions decimal(18, 2), conv_value decimal(18, 2), currency varchar, account_tz varchar, attribution_setting varchar);
create table ad_geo_daily (
    platform varchar, account_id varchar, campaign_id varchar, country varchar, date date, brand_id varchar,
    campaign varchar, campaign_type varchar, spend decimal(18, 2), impressions bigint, clicks bigint,
    conversions decimal(18, 2), conv_value decimal(18, 2), currency varchar, account_tz varchar, attribution_setting varchar);
create table sessions_daily (
    brand_id varchar, date date, country varchar, device varchar, marketing_channel varchar, sessions bigint,
    cart_sessions bigint, checkout_sessions bigint, converted_sessions bigint);
-- Customers by the day, place and channel of their first order: what they were worth within so many days of it, of those
-- whose days have all passed. Added up when the facts are loaded, for customers never change their first order.
create table cohort_days (
    brand_id varchar, event_date date, currency varchar, country varchar, marketing_channel varchar, age_days bigint,
    members bigint, repeaters bigint, value decimal(18, 2), profit decimal(18, 2));
-- The same customers by calendar month since their first order: how many of them ordered in it.
create table cohort_months (
    brand_id varchar, event_date date, country varchar, marketing_channel varchar, months_since_first varchar, members bigint,
    active bigint);
-- Both by product as well. A customer stands under every product of the first order, so rows of several products must never
-- be added.
create table cohort_product_days (
    brand_id varchar, event_date date, currency varchar, country varchar, marketing_channel varchar, product varchar, age_days bigint,
    members bigint, repeaters bigint, value decimal(18, 2));
create table cohort_product_months (
    brand_id varchar, event_date date, country varchar, marketing_channel varchar, product varchar, months_since_first varchar,
    members bigint, active bigint);
create table sync_state (
    brand_id varchar, source varchar, stream varchar, cursor varchar, first_day date, data_through date,
    last_success_at timestamp, restate_days bigint, last_error varchar);
create table sync_gaps (brand_id varchar, source varchar, day date);
