-- The slice's orders before their lines exist. The last ordinals of a day are the shop's own test orders; the first ones
-- are first orders of new customers, whose numbers run on from the days before, so that "the customer k back" needs no
-- look-up: a returning order belongs to a customer of an earlier day, more likely a recent one.
create or replace temp table draft_orders as
with numbered as (
    select *, unnest(range(orders + tests)) as ordinal
    from demo_days
    where brand_id = $brand and day between $from_day and $to_day
),
drawn as (
    select *, day_no * 1000000 + ordinal as x, ordinal >= orders as is_test, ordinal < new_orders or ordinal >= orders as is_new
    from numbered
),
peopled as (
    select *,
        18000 + floor((demo_u(x, salt + 1) + demo_u(x, salt + 2)) / 2 * 68400)::bigint as second,
        case
            when is_test then x
            when is_new then new_before + ordinal
            else new_before - 1 - floor(demo_u(x, salt + 3) * demo_u(x, salt + 3) * window_customers)::bigint
        end as customer_no,
        demo_u(x, salt + 4) as u_sales, demo_u(x, salt + 5) as u_marketing, demo_u(x, salt + 6) as u_code,
        demo_u(x, salt + 7) as u_lines, demo_u(x, salt + 8) as u_device, demo_u(x, salt + 9) as u_cancel,
        demo_u(x, salt + 10) as u_cancel_day, demo_u(x, salt + 11) as u_cancel_second,
        demo_hash(x, salt + 12) % 5 as first_bucket
    from drawn
),
described as (
    select *,
        case
            when u_sales < 0.86 then 'online_store' when u_sales < 0.95 then 'shop_app' when u_sales < 0.98 then 'pos'
            when u_sales < 0.992 then 'b2b' else 'draft'
        end as sales_channel,
        case
            when season_code is not null and u_code < 0.94 then season_code
            when season_code is not null then null
            when is_new and u_code < 0.45 then 'WELCOME10'
            when not is_new and u_code < 0.35 then 'VIP15'
            when u_code < 0.51 then 'FREESHIP'
        end as discount_code,
        case
            when u_lines < 0.45 then 1 when u_lines < 0.76 then 2 when u_lines < 0.91 then 3 when u_lines < 0.975 then 4 else 5
        end as lines,
        case when u_cancel < 0.02 and not is_test then day + (case when u_cancel_day < 0.5 then 0 when u_cancel_day < 0.8 then 1 else 2 end)::integer end as cancel_day,
        case
            when u_cancel_day < 0.5 then second + floor((86399 - second) * u_cancel_second / 2)::bigint
            else 28800 + floor(u_cancel_second * 43200)::bigint
        end as cancel_second
    from peopled
    where not is_partial or second < 50400
)
select o.x, o.salt, o.brand_id, o.currency, o.era, o.season_code, o.is_test, o.first_bucket, o.lines, o.sales_channel,
    o.day as order_date,
    o.prefix || o.x as order_id,
    o.day + to_seconds(o.second - 60 * o.utc_offset_minutes) as ordered_at,
    case when o.is_test then 'c-test-' || o.x else 'c-' || o.customer_no end as customer_id,
    case when o.is_new then 'new' else 'returning' end as customer_type,
    case
        when o.sales_channel in ('pos', 'b2b', 'draft') then 'unknown'
        when o.is_new then case
            when o.u_marketing < 0.38 then 'paid_social' when o.u_marketing < 0.58 then 'paid_search'
            when o.u_marketing < 0.72 then 'organic_search' when o.u_marketing < 0.82 then 'direct'
            when o.u_marketing < 0.88 then 'organic_social' when o.u_marketing < 0.93 then 'affiliate'
            when o.u_marketing < 0.97 then 'referral' when o.u_marketing < 0.99 then 'email' else 'unknown' end
        else case
            when o.u_marketing < 0.30 then 'email' when o.u_marketing < 0.52 then 'direct'
            when o.u_marketing < 0.66 then 'paid_search' when o.u_marketing < 0.78 then 'organic_search'
            when o.u_marketing < 0.86 then 'sms' when o.u_marketing < 0.94 then 'paid_social'
            when o.u_marketing < 0.97 then 'organic_social' when o.u_marketing < 0.99 then 'affiliate' else 'unknown' end
    end as marketing_channel,
    o.discount_code,
    case o.discount_code when 'WELCOME10' then 10 when 'VIP15' then 15 when 'FREESHIP' then 0 else case when o.discount_code is null then 0 else 25 end end as code_percent,
    case
        when o.u_device < o.mobile_share then 'mobile'
        when o.u_device < o.mobile_share + (1 - o.mobile_share) * 0.86 then 'desktop'
        else 'tablet'
    end as device,
    o.mobile_cvr,
    p.country, p.region, p.tax_basis_points, p.shipping_cents, p.free_from_cents,
    case when not c.is_partial or o.cancel_second < 50400 then c.day end as cancel_date,
    case when not c.is_partial or o.cancel_second < 50400 then c.day + to_seconds(o.cancel_second - 60 * c.utc_offset_minutes) end as cancelled_at
from described o
join demo_places p on p.brand_id = $brand and p.slot = floor(demo_u(o.customer_no, o.salt + 13) * 200)::bigint
left join demo_days c on c.brand_id = $brand and c.day = o.cancel_day
