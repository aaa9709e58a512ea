select v.period, v.k0, v.k1
from (
select max(p.period) as period, p.k0, p.k1, max(max(p.period)) over (partition by p.k0) as seen
from (
select max(s.event_date) as period, s.platform as k0, s.brand_id as k1
from pp.ads_daily as s
where s.brand_id in (@p1, @p2, @p3) and lower(s.platform) in (lower(@p4), lower(@p5), lower(@p6)) and strpos(lower(s.platform), lower(@p0)) > 0
group by 2, 3
) as p
group by 2, 3
) as v
where (case when lower(v.k0) = lower(@p0) then 0 when strpos(lower(v.k0), lower(@p0)) = 1 then 1 else 2 end > case when lower(@p8) = lower(@p0) then 0 when strpos(lower(@p8), lower(@p0)) = 1 then 1 else 2 end or (case when lower(v.k0) = lower(@p0) then 0 when strpos(lower(v.k0), lower(@p0)) = 1 then 1 else 2 end = case when lower(@p8) = lower(@p0) then 0 when strpos(lower(@p8), lower(@p0)) = 1 then 1 else 2 end and (v.seen < @p7 or (v.seen = @p7 and v.k0 > @p8))))
order by case when lower(v.k0) = lower(@p0) then 0 when strpos(lower(v.k0), lower(@p0)) = 1 then 1 else 2 end, v.seen desc, v.k0, v.k1
limit @p9
