insert into dim_products
select brand_id, variant_id, product_id, product, sku, product_type, demo_money(price_cents), demo_money(cost_cents), launched_on
from demo_variants;

insert into dim_campaigns
select platform, account_id, campaign_id, brand_id, campaign, campaign_type, case when ended_on is null then 'active' else 'ended' end, started_on
from demo_campaigns;

insert into dim_dates
select day, date_trunc('week', day)::date, date_trunc('month', day)::date, date_trunc('quarter', day)::date,
    max(case when season_code is not null then 'bfcm_' || year(day) end)
from demo_days
group by day
order by day;

insert into sync_gaps
select brand_id, source, day
from demo_gaps;
