-- Countries live apart from ad groups: reading both grains would count twice, and they do not sum to the same total.
select date as event_date, brand_id, currency, platform, campaign, campaign_type, country,
    format_date('%Y-%m', date) as cohort_month, spend, impressions, clicks,
    conversions, conv_value as conversion_value
from `{dataset}.ad_geo_daily`
