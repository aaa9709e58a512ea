-- one sum
select m_sessions, missing
from (
select sum(m_sessions) as m_sessions, sum(missing) as missing
from (
select round(cast(sum(s.sessions) as bignumeric), 10) as m_sessions, 0 as missing
from `pulsepoint-eu.t_aurora.session_events` as s
where s.event_date between @p0 and @p1 and s.brand_id in (@p2, @p3, @p4)
) as parts
) as grouped
limit @p5;
-- p0 = 2026-10-24, p1 = 2026-11-22, p2 = luma-skin, p3 = peakform, p4 = tidewell, p5 = 11

-- money of several currencies by week
select period, m_gross, m_discounts, m_returns, missing
from (
select period, sum(m_gross) as m_gross, sum(m_discounts) as m_discounts, sum(m_returns) as m_returns, sum(missing) as missing
from (
select date_trunc(d.event_date, isoweek) as period, round(cast(sum(d.m_gross * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_gross, round(cast(sum(d.m_discounts * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_discounts, round(cast(sum(d.m_returns * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_returns, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(s.gross) as bignumeric) as m_gross, cast(sum(s.discounts) as bignumeric) as m_discounts, cast(sum(s.returns) as bignumeric) as m_returns
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
group by 1
) as parts
group by period
) as grouped
order by period asc nulls last, period asc nulls last
limit @p6;
-- p0 = USD, p1 = 2026-10-24, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = 11

-- money by day and brand
select period, k0, m_refund_amount, missing
from (
select period, k0, sum(m_refund_amount) as m_refund_amount, sum(missing) as missing
from (
select d.event_date as period, d.k0 as k0, round(cast(sum(d.m_refund_amount * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_refund_amount, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, s.brand_id as k0, cast(sum(s.refund_amount) as bignumeric) as m_refund_amount
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5)
group by 1, 2, 3
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
group by 1, 2
) as parts
group by period, k0
) as grouped
where (k0 is not null or m_refund_amount <> 0 or missing <> 0)
order by period asc nulls last, (0 + coalesce(m_refund_amount, 0)) desc nulls last, period asc nulls last, k0 asc nulls last
limit @p6;
-- p0 = USD, p1 = 2026-10-24, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = 11

-- sums under a condition by quarter
select period, m_new_orders, m_new_gross, m_new_discounts, m_new_returns, m_spend, missing
from (
select period, sum(m_new_orders) as m_new_orders, sum(m_new_gross) as m_new_gross, sum(m_new_discounts) as m_new_discounts, sum(m_new_returns) as m_new_returns, sum(m_spend) as m_spend, sum(missing) as missing
from (
select date_trunc(s.event_date, quarter) as period, round(cast(sum(case when customer_type = 'new' then s.placed end) as bignumeric), 10) as m_new_orders, round(cast(null as bignumeric), 10) as m_new_gross, round(cast(null as bignumeric), 10) as m_new_discounts, round(cast(null as bignumeric), 10) as m_new_returns, round(cast(null as bignumeric), 10) as m_spend, 0 as missing
from `pulsepoint-eu.t_aurora.order_events` as s
where s.event_date between @p0 and @p1 and s.brand_id in (@p2, @p3, @p4)
group by 1
union all
select date_trunc(d.event_date, quarter) as period, round(cast(null as bignumeric), 10) as m_new_orders, round(cast(sum(d.m_new_gross * case when d.currency = @p5 then 1 else r.rate end) as bignumeric), 10) as m_new_gross, round(cast(sum(d.m_new_discounts * case when d.currency = @p5 then 1 else r.rate end) as bignumeric), 10) as m_new_discounts, round(cast(sum(d.m_new_returns * case when d.currency = @p5 then 1 else r.rate end) as bignumeric), 10) as m_new_returns, round(cast(null as bignumeric), 10) as m_spend, sum(case when d.currency <> @p5 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(case when customer_type = 'new' then s.gross end) as bignumeric) as m_new_gross, cast(sum(case when customer_type = 'new' then s.discounts end) as bignumeric) as m_new_discounts, cast(sum(case when customer_type = 'new' then s.returns end) as bignumeric) as m_new_returns
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p6 and @p7 and s.brand_id in (@p8, @p9, @p10)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p5
group by 1
union all
select date_trunc(d.event_date, quarter) as period, round(cast(null as bignumeric), 10) as m_new_orders, round(cast(null as bignumeric), 10) as m_new_gross, round(cast(null as bignumeric), 10) as m_new_discounts, round(cast(null as bignumeric), 10) as m_new_returns, round(cast(sum(d.m_spend * case when d.currency = @p11 then 1 else r.rate end) as bignumeric), 10) as m_spend, sum(case when d.currency <> @p11 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(s.spend) as bignumeric) as m_spend
from `pulsepoint-eu.t_aurora.ad_events` as s
where s.event_date between @p12 and @p13 and s.brand_id in (@p14, @p15, @p16)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p11
group by 1
) as parts
group by period
) as grouped
order by period asc nulls last, period asc nulls last
limit @p17;
-- p0 = 2026-10-24, p1 = 2026-11-22, p2 = luma-skin, p3 = peakform, p4 = tidewell, p5 = USD, p6 = 2026-10-24, p7 = 2026-11-22, p8 = luma-skin, p9 = peakform, p10 = tidewell, p11 = USD, p12 = 2026-10-24, p13 = 2026-11-22, p14 = luma-skin, p15 = peakform, p16 = tidewell, p17 = 11

-- ratios of several sources
select period, k0, m_gross, m_discounts, m_returns, m_shipping, m_tax, m_spend, m_new_orders, missing
from (
select period, k0, sum(m_gross) as m_gross, sum(m_discounts) as m_discounts, sum(m_returns) as m_returns, sum(m_shipping) as m_shipping, sum(m_tax) as m_tax, sum(m_spend) as m_spend, sum(m_new_orders) as m_new_orders, sum(missing) as missing
from (
select date_trunc(d.event_date, year) as period, d.k0 as k0, round(cast(sum(d.m_gross * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_gross, round(cast(sum(d.m_discounts * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_discounts, round(cast(sum(d.m_returns * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_returns, round(cast(sum(d.m_shipping * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_shipping, round(cast(sum(d.m_tax * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_new_orders, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, s.brand_id as k0, cast(sum(s.gross) as bignumeric) as m_gross, cast(sum(s.discounts) as bignumeric) as m_discounts, cast(sum(s.returns) as bignumeric) as m_returns, cast(sum(s.shipping) as bignumeric) as m_shipping, cast(sum(s.tax) as bignumeric) as m_tax
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5)
group by 1, 2, 3
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
group by 1, 2
union all
select date_trunc(d.event_date, year) as period, d.k0 as k0, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_tax, round(cast(sum(d.m_spend * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_new_orders, sum(case when d.currency <> @p6 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, s.brand_id as k0, cast(sum(s.spend) as bignumeric) as m_spend
from `pulsepoint-eu.t_aurora.ad_events` as s
where s.event_date between @p7 and @p8 and s.brand_id in (@p9, @p10, @p11)
group by 1, 2, 3
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p6
group by 1, 2
union all
select date_trunc(s.event_date, year) as period, s.brand_id as k0, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(sum(case when customer_type = 'new' then s.placed end) as bignumeric), 10) as m_new_orders, 0 as missing
from `pulsepoint-eu.t_aurora.order_events` as s
where s.event_date between @p12 and @p13 and s.brand_id in (@p14, @p15, @p16)
group by 1, 2
) as parts
group by period, k0
) as grouped
where (k0 is not null or m_gross <> 0 or m_discounts <> 0 or m_returns <> 0 or m_shipping <> 0 or m_tax <> 0 or m_spend <> 0 or m_new_orders <> 0 or missing <> 0)
  and (0 + coalesce(m_spend, 0)) >= @p17
  and 1 * cast((0 + coalesce(m_gross, 0) - coalesce(m_discounts, 0) - coalesce(m_returns, 0) + coalesce(m_shipping, 0) + coalesce(m_tax, 0)) as float64) / nullif(cast((0 + coalesce(m_spend, 0)) as float64), 0) < @p18
order by 1 * cast((0 + coalesce(m_gross, 0) - coalesce(m_discounts, 0) - coalesce(m_returns, 0) + coalesce(m_shipping, 0) + coalesce(m_tax, 0)) as float64) / nullif(cast((0 + coalesce(m_spend, 0)) as float64), 0) desc nulls last, k0 asc nulls last, period desc nulls last, period asc nulls last, k0 asc nulls last
limit @p19;
-- p0 = USD, p1 = 2026-10-24, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = USD, p7 = 2026-10-24, p8 = 2026-11-22, p9 = luma-skin, p10 = peakform, p11 = tidewell, p12 = 2026-10-24, p13 = 2026-11-22, p14 = luma-skin, p15 = peakform, p16 = tidewell, p17 = 1000.50, p18 = 4, p19 = 11

-- ratios of several sources: counterparts
select period, k0, m_gross, m_discounts, m_returns, m_shipping, m_tax, m_spend, m_new_orders, missing
from (
select period, k0, sum(m_gross) as m_gross, sum(m_discounts) as m_discounts, sum(m_returns) as m_returns, sum(m_shipping) as m_shipping, sum(m_tax) as m_tax, sum(m_spend) as m_spend, sum(m_new_orders) as m_new_orders, sum(missing) as missing
from (
select date_trunc(d.event_date, year) as period, d.k0 as k0, round(cast(sum(d.m_gross * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_gross, round(cast(sum(d.m_discounts * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_discounts, round(cast(sum(d.m_returns * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_returns, round(cast(sum(d.m_shipping * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_shipping, round(cast(sum(d.m_tax * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_new_orders, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, s.brand_id as k0, cast(sum(s.gross) as bignumeric) as m_gross, cast(sum(s.discounts) as bignumeric) as m_discounts, cast(sum(s.returns) as bignumeric) as m_returns, cast(sum(s.shipping) as bignumeric) as m_shipping, cast(sum(s.tax) as bignumeric) as m_tax
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5)
group by 1, 2, 3
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
group by 1, 2
union all
select date_trunc(d.event_date, year) as period, d.k0 as k0, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_tax, round(cast(sum(d.m_spend * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_new_orders, sum(case when d.currency <> @p6 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, s.brand_id as k0, cast(sum(s.spend) as bignumeric) as m_spend
from `pulsepoint-eu.t_aurora.ad_events` as s
where s.event_date between @p7 and @p8 and s.brand_id in (@p9, @p10, @p11)
group by 1, 2, 3
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p6
group by 1, 2
union all
select date_trunc(s.event_date, year) as period, s.brand_id as k0, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(sum(case when customer_type = 'new' then s.placed end) as bignumeric), 10) as m_new_orders, 0 as missing
from `pulsepoint-eu.t_aurora.order_events` as s
where s.event_date between @p12 and @p13 and s.brand_id in (@p14, @p15, @p16)
group by 1, 2
) as parts
group by period, k0
) as grouped
where (k0 is not null or m_gross <> 0 or m_discounts <> 0 or m_returns <> 0 or m_shipping <> 0 or m_tax <> 0 or m_spend <> 0 or m_new_orders <> 0 or missing <> 0)
order by period asc nulls last, k0 asc nulls last
limit @p17;
-- p0 = USD, p1 = 2026-10-24, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = USD, p7 = 2026-10-24, p8 = 2026-11-22, p9 = luma-skin, p10 = peakform, p11 = tidewell, p12 = 2026-10-24, p13 = 2026-11-22, p14 = luma-skin, p15 = peakform, p16 = tidewell, p17 = 10

-- ratios of several sources: totals
select m_gross, m_discounts, m_returns, m_shipping, m_tax, m_spend, m_new_orders, missing
from (
select sum(m_gross) as m_gross, sum(m_discounts) as m_discounts, sum(m_returns) as m_returns, sum(m_shipping) as m_shipping, sum(m_tax) as m_tax, sum(m_spend) as m_spend, sum(m_new_orders) as m_new_orders, sum(missing) as missing
from (
select round(cast(sum(d.m_gross * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_gross, round(cast(sum(d.m_discounts * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_discounts, round(cast(sum(d.m_returns * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_returns, round(cast(sum(d.m_shipping * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_shipping, round(cast(sum(d.m_tax * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_new_orders, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(s.gross) as bignumeric) as m_gross, cast(sum(s.discounts) as bignumeric) as m_discounts, cast(sum(s.returns) as bignumeric) as m_returns, cast(sum(s.shipping) as bignumeric) as m_shipping, cast(sum(s.tax) as bignumeric) as m_tax
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
union all
select round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_tax, round(cast(sum(d.m_spend * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_new_orders, sum(case when d.currency <> @p6 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(s.spend) as bignumeric) as m_spend
from `pulsepoint-eu.t_aurora.ad_events` as s
where s.event_date between @p7 and @p8 and s.brand_id in (@p9, @p10, @p11)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p6
union all
select round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(sum(case when customer_type = 'new' then s.placed end) as bignumeric), 10) as m_new_orders, 0 as missing
from `pulsepoint-eu.t_aurora.order_events` as s
where s.event_date between @p12 and @p13 and s.brand_id in (@p14, @p15, @p16)
) as parts
) as grouped;
-- p0 = USD, p1 = 2026-10-24, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = USD, p7 = 2026-10-24, p8 = 2026-11-22, p9 = luma-skin, p10 = peakform, p11 = tidewell, p12 = 2026-10-24, p13 = 2026-11-22, p14 = luma-skin, p15 = peakform, p16 = tidewell

-- filters of every kind
select period, k0, m_spend, m_impressions, m_clicks, missing
from (
select period, k0, sum(m_spend) as m_spend, sum(m_impressions) as m_impressions, sum(m_clicks) as m_clicks, sum(missing) as missing
from (
select date_trunc(d.event_date, month) as period, d.k0 as k0, round(cast(sum(d.m_spend * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_spend, round(cast(sum(d.m_impressions) as bignumeric), 10) as m_impressions, round(cast(sum(d.m_clicks) as bignumeric), 10) as m_clicks, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, s.campaign as k0, cast(sum(s.spend) as bignumeric) as m_spend, sum(s.impressions) as m_impressions, sum(s.clicks) as m_clicks
from `pulsepoint-eu.t_aurora.ad_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5) and lower(s.platform) in (lower(@p6), lower(@p7)) and (s.campaign_type is null or lower(s.campaign_type) not in (lower(@p8))) and (strpos(lower(s.campaign), lower(@p9)) > 0 or strpos(lower(s.campaign), lower(@p10)) > 0)
group by 1, 2, 3
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
group by 1, 2
) as parts
group by period, k0
) as grouped
where (k0 is not null or m_spend <> 0 or m_impressions <> 0 or m_clicks <> 0 or missing <> 0)
order by period asc nulls last, 1000 * cast((0 + coalesce(m_spend, 0)) as float64) / nullif(cast((0 + coalesce(m_impressions, 0)) as float64), 0) desc nulls last, period asc nulls last, k0 asc nulls last
limit @p11;
-- p0 = USD, p1 = 2026-10-24, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = meta, p7 = google, p8 = search, p9 = Spring, p10 = glow, p11 = 11

-- a year of which whole months are summed already
select period, m_new_orders, m_fulfilment, m_gross, m_discounts, m_returns, m_shipping, m_cogs, m_fee_gross, m_fee_discounts, m_fee_shipping, m_fee_tax, m_spend, m_sessions, missing
from (
select period, sum(m_new_orders) as m_new_orders, sum(m_fulfilment) as m_fulfilment, sum(m_gross) as m_gross, sum(m_discounts) as m_discounts, sum(m_returns) as m_returns, sum(m_shipping) as m_shipping, sum(m_cogs) as m_cogs, sum(m_fee_gross) as m_fee_gross, sum(m_fee_discounts) as m_fee_discounts, sum(m_fee_shipping) as m_fee_shipping, sum(m_fee_tax) as m_fee_tax, sum(m_spend) as m_spend, sum(m_sessions) as m_sessions, sum(missing) as missing
from (
select date_trunc(d.event_date, month) as period, round(cast(sum(d.m_new_orders) as bignumeric), 10) as m_new_orders, round(cast(sum(d.m_fulfilment * case when d.currency = @p0 then 1 else r.rate end) as bignumeric), 10) as m_fulfilment, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_cogs, round(cast(null as bignumeric), 10) as m_fee_gross, round(cast(null as bignumeric), 10) as m_fee_discounts, round(cast(null as bignumeric), 10) as m_fee_shipping, round(cast(null as bignumeric), 10) as m_fee_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_sessions, sum(case when d.currency <> @p0 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, sum(case when customer_type = 'new' then s.placed end) as m_new_orders, cast(sum(s.placed * 0) as bignumeric) as m_fulfilment
from `pulsepoint-eu.t_aurora.order_events` as s
where s.event_date between @p1 and @p2 and s.brand_id in (@p3, @p4, @p5)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p0
group by 1
union all
select date_trunc(d.event_date, month) as period, round(cast(null as bignumeric), 10) as m_new_orders, round(cast(null as bignumeric), 10) as m_fulfilment, round(cast(sum(d.m_gross * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_gross, round(cast(sum(d.m_discounts * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_discounts, round(cast(sum(d.m_returns * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_returns, round(cast(sum(d.m_shipping * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_shipping, round(cast(sum(d.m_cogs * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_cogs, round(cast(sum(d.m_fee_gross * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_fee_gross, round(cast(sum(d.m_fee_discounts * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_fee_discounts, round(cast(sum(d.m_fee_shipping * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_fee_shipping, round(cast(sum(d.m_fee_tax * case when d.currency = @p6 then 1 else r.rate end) as bignumeric), 10) as m_fee_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_sessions, sum(case when d.currency <> @p6 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(s.gross) as bignumeric) as m_gross, cast(sum(s.discounts) as bignumeric) as m_discounts, cast(sum(s.returns) as bignumeric) as m_returns, cast(sum(s.shipping) as bignumeric) as m_shipping, cast(sum(s.cogs) as bignumeric) as m_cogs, cast(sum(s.gross * 0) as bignumeric) as m_fee_gross, cast(sum(s.discounts * 0) as bignumeric) as m_fee_discounts, cast(sum(s.shipping * 0) as bignumeric) as m_fee_shipping, cast(sum(s.tax * 0) as bignumeric) as m_fee_tax
from `pulsepoint-eu.t_aurora.sales_events` as s
where s.event_date between @p7 and @p8 and s.brand_id in (@p9, @p10, @p11)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p6
group by 1
union all
select date_trunc(d.event_date, month) as period, round(cast(null as bignumeric), 10) as m_new_orders, round(cast(null as bignumeric), 10) as m_fulfilment, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_cogs, round(cast(null as bignumeric), 10) as m_fee_gross, round(cast(null as bignumeric), 10) as m_fee_discounts, round(cast(null as bignumeric), 10) as m_fee_shipping, round(cast(null as bignumeric), 10) as m_fee_tax, round(cast(sum(d.m_spend * case when d.currency = @p12 then 1 else r.rate end) as bignumeric), 10) as m_spend, round(cast(null as bignumeric), 10) as m_sessions, sum(case when d.currency <> @p12 and r.rate is null then 1 else 0 end) as missing
from (
select s.event_date as event_date, s.currency as currency, cast(sum(s.spend) as bignumeric) as m_spend
from `pulsepoint-eu.t_aurora.ad_events` as s
where s.event_date between @p13 and @p14 and s.brand_id in (@p15, @p16, @p17)
group by 1, 2
) as d
left join `pulsepoint-eu.t_aurora.fx_rates_daily` as r on r.date = d.event_date and r.from_ccy = d.currency and r.to_ccy = @p12
group by 1
union all
select date_trunc(s.event_date, month) as period, round(cast(null as bignumeric), 10) as m_new_orders, round(cast(null as bignumeric), 10) as m_fulfilment, round(cast(null as bignumeric), 10) as m_gross, round(cast(null as bignumeric), 10) as m_discounts, round(cast(null as bignumeric), 10) as m_returns, round(cast(null as bignumeric), 10) as m_shipping, round(cast(null as bignumeric), 10) as m_cogs, round(cast(null as bignumeric), 10) as m_fee_gross, round(cast(null as bignumeric), 10) as m_fee_discounts, round(cast(null as bignumeric), 10) as m_fee_shipping, round(cast(null as bignumeric), 10) as m_fee_tax, round(cast(null as bignumeric), 10) as m_spend, round(cast(sum(s.sessions) as bignumeric), 10) as m_sessions, 0 as missing
from `pulsepoint-eu.t_aurora.session_events` as s
where s.event_date between @p18 and @p19 and s.brand_id in (@p20, @p21, @p22)
group by 1
) as parts
group by period
) as grouped
order by period asc nulls last, period asc nulls last
limit @p23;
-- p0 = USD, p1 = 2025-11-23, p2 = 2026-11-22, p3 = luma-skin, p4 = peakform, p5 = tidewell, p6 = USD, p7 = 2025-11-23, p8 = 2026-11-22, p9 = luma-skin, p10 = peakform, p11 = tidewell, p12 = USD, p13 = 2025-11-23, p14 = 2026-11-22, p15 = luma-skin, p16 = peakform, p17 = tidewell, p18 = 2025-11-23, p19 = 2026-11-22, p20 = luma-skin, p21 = peakform, p22 = tidewell, p23 = 11

-- counts of a whole month
select k0, m_placed, missing
from (
select k0, sum(m_placed) as m_placed, sum(missing) as missing
from (
select s.country as k0, round(cast(sum(s.placed) as bignumeric), 10) as m_placed, 0 as missing
from `pulsepoint-eu.t_aurora.order_events` as s
where s.event_date between @p0 and @p1 and s.brand_id in (@p2, @p3, @p4)
group by 1
) as parts
group by k0
) as grouped
where (k0 is not null or m_placed <> 0 or missing <> 0)
order by (0 + coalesce(m_placed, 0)) desc nulls last, k0 asc nulls last
limit @p5;
-- p0 = 2026-10-01, p1 = 2026-10-31, p2 = luma-skin, p3 = peakform, p4 = tidewell, p5 = 11
