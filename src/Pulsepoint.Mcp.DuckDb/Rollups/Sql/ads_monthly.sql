-- Every sum by day once in its own currency, and once more in each that it has a rate to on that day.
with days as (
    select brand_id, event_date, currency, platform, campaign, campaign_type,
        sum(spend)::decimal(18, 2) as spend, sum(impressions)::bigint as impressions, sum(clicks)::bigint as clicks,
        sum(conversions)::decimal(18, 2) as conversions, sum(conversion_value)::decimal(18, 2) as conversion_value
    from ad_events
    where event_date between $from and $to
    group by brand_id, event_date, currency, platform, campaign, campaign_type
),
worth as (
    select d.*, d.currency as in_currency, 1::decimal(18, 8) as rate from days as d
    union all
    select d.*, r.to_ccy, r.rate
    from days as d
    join fx_rates_daily as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy <> d.currency
)
select brand_id, date_trunc('month', event_date)::date as month, currency, in_currency, count(*) as summed, platform, campaign, campaign_type,
    sum(spend * rate)::decimal(28, 10) as spend, sum(impressions)::bigint as impressions, sum(clicks)::bigint as clicks,
    sum(conversions)::decimal(18, 2) as conversions, sum(conversion_value * rate)::decimal(28, 10) as conversion_value
from worth
group by brand_id, month, currency, in_currency, platform, campaign, campaign_type
