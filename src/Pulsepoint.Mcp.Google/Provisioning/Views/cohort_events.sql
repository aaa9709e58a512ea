select event_date, brand_id, currency, country, marketing_channel, format_date('%Y-%m', event_date) as cohort_month, age_days, members,
    repeaters, value, profit
from `{dataset}.cohort_days`
