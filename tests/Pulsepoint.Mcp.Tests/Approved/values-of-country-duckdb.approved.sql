select v.period, v.k0, v.k1
from (
select max(p.period) as period, p.k0, p.k1, max(max(p.period)) over (partition by p.k0) as seen
from (
select max(s.event_date) as period, s.country as k0, s.brand_id as k1
from sales_events as s
where s.brand_id in ($p0, $p1, $p2) and length(s.country) between 1 and $p3
group by 2, 3
union all
select max(s.event_date) as period, s.country as k0, s.brand_id as k1
from order_events as s
where s.brand_id in ($p0, $p1, $p2) and length(s.country) between 1 and $p3
group by 2, 3
union all
select max(s.event_date) as period, s.country as k0, s.brand_id as k1
from session_events as s
where s.brand_id in ($p0, $p1, $p2) and length(s.country) between 1 and $p3
group by 2, 3
union all
select max(s.event_date) as period, s.country as k0, s.brand_id as k1
from ad_geo_events as s
where s.brand_id in ($p0, $p1, $p2) and length(s.country) between 1 and $p3
group by 2, 3
) as p
group by 2, 3
) as v
order by v.seen desc, v.k0, v.k1
limit $p4
