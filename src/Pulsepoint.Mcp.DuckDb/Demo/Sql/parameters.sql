-- What the plan says, filled by the appender; gone when the connection closes.
create temp table demo_days (
    brand_id varchar, currency varchar, prefix varchar, salt bigint, day date, day_no bigint, utc_offset_minutes bigint,
    is_partial boolean, orders bigint, tests bigint, new_orders bigint, new_before bigint, window_customers bigint,
    era bigint, season_code varchar, mobile_share double, mobile_cvr double, spend_cents bigint, order_value_cents bigint,
    claimed_share double);
create temp table demo_places (brand_id varchar, slot bigint, country varchar, region varchar, tax_basis_points bigint, shipping_cents bigint, free_from_cents bigint);
create temp table demo_dealt (brand_id varchar, era bigint, bucket bigint, slot bigint, variant_id varchar);
create temp table demo_variants (
    brand_id varchar, variant_id varchar, product_id varchar, product varchar, sku varchar, product_type varchar,
    price_cents bigint, cost_cents bigint, launched_on date, return_rate double, wave_from date, wave_to date, wave_rate double);
create temp table demo_campaigns (
    brand_id varchar, salt bigint, campaign_no bigint, platform varchar, account_id varchar, account_tz varchar,
    campaign_id varchar, campaign varchar, campaign_type varchar, started_on date, ended_on date, weight double,
    cpm_cents double, cpm_wave_from date, cpm_wave_to date, cpm_wave double, ctr double, is_claiming boolean,
    ad_groups bigint, currency varchar);
create temp table demo_gaps (brand_id varchar, source varchar, day date);
create temp table demo_edits (brand_id varchar, order_id varchar, days_later bigint);

-- A drawn number of a bucket, with all that a line copies from its product.
create temp view demo_slots as
select s.era, s.bucket, s.slot, v.*
from demo_dealt s
join demo_variants v on v.brand_id = s.brand_id and v.variant_id = s.variant_id;
