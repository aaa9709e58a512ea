select event_date, brand_id, country, marketing_channel, format_date('%Y-%m', event_date) as cohort_month, months_since_first, members,
    active
from `{dataset}.cohort_months`
