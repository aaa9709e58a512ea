-- Each platform spends its share of the day's budget over the campaigns that run, and claims its share of the store's
-- orders: together more than there are.
insert into ad_daily
with running as (
    select c.*, d.day, d.day_no, d.is_partial, d.orders, d.order_value_cents, d.claimed_share,
        d.spend_cents * case c.platform when 'meta' then 0.55 when 'google' then 0.30 else 0.15 end * c.weight
            / sum(c.weight) over (partition by d.day, c.platform) * case when d.is_partial then 0.45 else 1 end as campaign_cents,
        case when c.is_claiming then d.orders * case c.platform when 'meta' then 0.55 when 'google' then 0.45 else 0.20 end * c.weight
            / sum(case when c.is_claiming then c.weight end) over (partition by d.day, c.platform)
            * case when d.is_partial then 0.45 else 1 end * d.claimed_share else 0 end as campaign_claims,
        case when d.day between c.cpm_wave_from and c.cpm_wave_to then c.cpm_wave else 1 end as cpm_factor
    from demo_days d
    join demo_campaigns c on c.brand_id = d.brand_id and d.day >= c.started_on and (c.ended_on is null or d.day <= c.ended_on)
    where d.brand_id = $brand
),
numbered as (
    select r.*, unnest(range(r.ad_groups)) as ad_group_no
    from running r
    where not exists (select 1 from demo_gaps g where g.brand_id = r.brand_id and g.source = r.platform and g.day = r.day)
),
grouped as (
    select *, day_no * 1000000 + campaign_no * 10000 + ad_group_no as x
    from numbered
),
spent as (
    select *, round(campaign_cents / ad_groups * (0.85 + 0.3 * demo_u(x, salt + 70)))::bigint as cents,
        campaign_claims / ad_groups * (0.85 + 0.3 * demo_u(x, salt + 71)) as claims
    from grouped
),
seen as (
    select *, round(cents * 1000 / (cpm_cents * cpm_factor * (0.92 + 0.16 * demo_u(x, salt + 72))))::bigint as views,
        case when platform = 'google' then round(claims * 100)::bigint else floor(claims + demo_u(x, salt + 73))::bigint * 100 end as claims_hundredths
    from spent
)
select platform, account_id, campaign_id, campaign_id || '-' || lpad((ad_group_no + 1)::varchar, 3, '0'), day, brand_id, campaign, campaign_type,
    campaign || ' - ' || (case ad_group_no % 4 when 0 then 'Broad' when 1 then 'Lookalike' when 2 then 'Interest' else 'Retarget' end) || ' ' || (ad_group_no + 1),
    demo_money(cents), views, least(views, round(views * ctr * (0.9 + 0.2 * demo_u(x, salt + 74)))::bigint),
    demo_money(claims_hundredths),
    demo_money((claims_hundredths * order_value_cents * (0.9 + 0.2 * demo_u(x, salt + 75)) / 100)::bigint), currency, account_tz,
    case platform when 'google' then '30d_click' else '7d_click_1d_view' end
from seen
order by day, platform, campaign_id, ad_group_no
