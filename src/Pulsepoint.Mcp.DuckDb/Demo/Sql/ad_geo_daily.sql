-- Country rows come from another report of the platforms and are rounded on their own; Google leaves part of the spend
-- without a place.
insert into ad_geo_daily
with shares as (
    select country, count(*) / 200.0::double as share
    from demo_places
    where brand_id = $brand
    group by country
),
campaigns as (
    select platform, account_id, campaign_id, date, campaign, campaign_type, currency, account_tz, attribution_setting,
        (sum(spend) * 100)::bigint as cents, sum(impressions)::bigint as impressions, sum(clicks)::bigint as clicks,
        (sum(conversions) * 100)::bigint as claims_hundredths, (sum(conv_value) * 100)::bigint as value_cents
    from ad_daily
    where brand_id = $brand
    group by all
),
placed as (
    select c.*, s.country, s.share * case c.platform when 'google' then 0.97 else 1 end as share
    from campaigns c, shares s
)
select platform, account_id, campaign_id, country, date, $brand, campaign, campaign_type, demo_money(round(cents * share)::bigint),
    round(impressions * share)::bigint, round(clicks * share)::bigint, demo_money(round(claims_hundredths * share)::bigint),
    demo_money(round(value_cents * share)::bigint), currency, account_tz, attribution_setting
from placed
order by date, platform, campaign_id, country
