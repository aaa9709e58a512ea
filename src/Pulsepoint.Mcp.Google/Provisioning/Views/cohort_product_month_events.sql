select event_date, brand_id, country, marketing_channel, product, format_date('%Y-%m', event_date) as cohort_month, months_since_first,
    members, active
from `{dataset}.cohort_product_months`
