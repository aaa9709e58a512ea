select event_date, brand_id, currency, country, marketing_channel, product, format_date('%Y-%m', event_date) as cohort_month, age_days,
    members, repeaters, value
from `{dataset}.cohort_product_days`
