-- Every sum by day once in its own currency, and once more in each that it has a rate to on that day: as BIGNUMERIC, for NUMERIC
-- would round two decimals of money times eight of a rate. The days are named once, for BigQuery sums them as often.
with days as (
    select brand_id, event_date, currency, platform, campaign, campaign_type,
        sum(spend) as spend, sum(impressions) as impressions, sum(clicks) as clicks, sum(conversions) as conversions,
        sum(conversion_value) as conversion_value
    from `{dataset}.ad_events`
    where event_date between @from and @to
    group by brand_id, event_date, currency, platform, campaign, campaign_type
),
rates as (
    select date, from_ccy, array_agg(struct(to_ccy as in_currency, cast(rate as bignumeric) as rate)) as others
    from `{dataset}.fx_rates_daily`
    where date between @from and @to and from_ccy <> to_ccy
    group by date, from_ccy
)
select d.brand_id, date_trunc(d.event_date, month) as month, d.currency, w.in_currency, count(*) as summed, d.platform, d.campaign, d.campaign_type,
    sum(d.spend * w.rate) as spend, sum(d.impressions) as impressions, sum(d.clicks) as clicks,
    sum(d.conversions) as conversions, sum(d.conversion_value * w.rate) as conversion_value
from days as d
left join rates as r on r.date = d.event_date and r.from_ccy = d.currency
cross join unnest(array_concat([struct(d.currency as in_currency, cast(1 as bignumeric) as rate)], ifnull(r.others, []))) as w
group by d.brand_id, month, d.currency, w.in_currency, d.platform, d.campaign, d.campaign_type
