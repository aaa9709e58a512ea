select brand_id, event_date, currency, platform, campaign, campaign_type,
    sum(spend) as spend, sum(impressions) as impressions, sum(clicks) as clicks, sum(conversions) as conversions,
    sum(conversion_value) as conversion_value
from `{dataset}.ad_events`
where event_date between @from and @to
group by brand_id, event_date, currency, platform, campaign, campaign_type
