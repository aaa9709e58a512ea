select brand_id, event_date, currency, platform, campaign, campaign_type,
    sum(spend)::decimal(18, 2) as spend, sum(impressions)::bigint as impressions, sum(clicks)::bigint as clicks,
    sum(conversions)::decimal(18, 2) as conversions, sum(conversion_value)::decimal(18, 2) as conversion_value
from ad_events
where event_date between $from and $to
group by brand_id, event_date, currency, platform, campaign, campaign_type
