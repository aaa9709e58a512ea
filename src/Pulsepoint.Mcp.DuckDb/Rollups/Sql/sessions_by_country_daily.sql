select brand_id, event_date, country, device, marketing_channel,
    sum(sessions)::bigint as sessions, sum(cart_sessions)::bigint as cart_sessions, sum(converted_sessions)::bigint as converted_sessions
from session_events
where event_date between $from and $to
group by brand_id, event_date, country, device, marketing_channel
