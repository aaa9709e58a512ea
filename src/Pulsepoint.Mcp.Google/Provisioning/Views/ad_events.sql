select date as event_date, brand_id, currency, platform, campaign, campaign_type, ad_group,
    format_date('%Y-%m', date) as cohort_month, spend, impressions, clicks,
    conversions, conv_value as conversion_value
from `{dataset}.ad_daily`
