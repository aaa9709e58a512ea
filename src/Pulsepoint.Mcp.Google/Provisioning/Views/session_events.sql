select date as event_date, brand_id, country, device, marketing_channel, sessions, cart_sessions, converted_sessions
from `{dataset}.sessions_daily`
