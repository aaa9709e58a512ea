select brand_id, date_trunc(event_date, month) as month, device,
    sum(sessions) as sessions, sum(cart_sessions) as cart_sessions, sum(converted_sessions) as converted_sessions
from `{dataset}.session_events`
where event_date between @from and @to
group by brand_id, month, device
