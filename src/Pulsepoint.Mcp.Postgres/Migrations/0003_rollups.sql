-- Daily sums that dashboards read in milliseconds. The metric compiler relies on these names.
set local role pp_owner;

create table pp.sales_daily (
  tenant_id      int           not null,
  brand_id       text          not null,
  event_date     date          not null,
  currency       text          not null,
  sales_channel  text          not null,
  customer_type  text          not null,
  gross          numeric(18,2) not null,
  discounts      numeric(18,2) not null,
  returns        numeric(18,2) not null,
  shipping       numeric(18,2) not null,
  tax            numeric(18,2) not null,
  refund_amount  numeric(18,2) not null,
  cogs           numeric(18,2) not null,
  units_sold     bigint        not null,
  units_returned bigint        not null,
  placed         bigint        not null,
  cancelled      bigint        not null,
  primary key (tenant_id, brand_id, event_date, sales_channel, customer_type)
);

create table pp.ads_daily (
  tenant_id        int           not null,
  brand_id         text          not null,
  event_date       date          not null,
  currency         text          not null,
  platform         text          not null,
  campaign         text          not null,
  campaign_type    text          not null,
  spend            numeric(18,2) not null,
  impressions      bigint        not null,
  clicks           bigint        not null,
  conversions      numeric       not null,
  conversion_value numeric(18,2) not null,
  primary key (tenant_id, brand_id, event_date, platform, campaign)
);

create table pp.sessions_daily (
  tenant_id          int    not null,
  brand_id           text   not null,
  event_date         date   not null,
  device             text   not null,
  sessions           bigint not null,
  cart_sessions      bigint not null,
  converted_sessions bigint not null,
  primary key (tenant_id, brand_id, event_date, device)
);

create table pp.fx_rates_daily (
  tenant_id int           not null,
  date      date          not null,
  from_ccy  text          not null,
  to_ccy    text          not null,
  rate      numeric(18,8) not null check (rate > 0),
  primary key (tenant_id, date, from_ccy, to_ccy)
);

-- Which load the sums come from, and how far each source reaches.
create table pp.rollup_state (
  tenant_id    int         not null,
  brand_id     text        not null,
  source       text        not null,
  generation   text        not null,
  first_day    date        not null,
  data_through date        not null,
  gaps         date[]      not null default '{}',
  loaded_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, brand_id, source)
);

reset role;
