-- The tables of a tenant. Every key, unique index and foreign key begins with tenant_id, so that none of them can tell
-- whether a row of another tenant exists. Ids are UUIDv7 and made by the client, so that a repeated delivery changes nothing.
set local role pp_owner;

create table pp.tenants (
  tenant_id           int         primary key,   -- drawn at random: says nothing about how many there are
  slug                text        not null unique,
  name                text        not null,
  reporting_currency  text        not null check (reporting_currency ~ '^[A-Z]{3}$'),
  reporting_time_zone text        not null,
  is_demo             boolean     not null default false,
  tier                text        not null default 'pool' check (tier in ('pool', 'silo')),
  retention_days      int         not null default 395 check (retention_days between 1 and 2557),
  limits              jsonb       not null default '{}',
  warehouse_kind      text        not null default 'duckdb' check (warehouse_kind in ('duckdb', 'bigquery')),
  warehouse_place     text,
  created_at          timestamptz not null default clock_timestamp()
);

create table pp.users (
  tenant_id  int         not null references pp.tenants (tenant_id),
  id         uuid        not null,
  email      text        not null,
  name       text        not null,
  created_at timestamptz not null default clock_timestamp(),
  erased_at  timestamptz,
  primary key (tenant_id, id)
);
create unique index users_by_email on pp.users (tenant_id, lower(email));

create table pp.brands (
  tenant_id  int         not null references pp.tenants (tenant_id),
  brand_id   text        not null,
  name       text        not null,
  currency   text        not null check (currency ~ '^[A-Z]{3}$'),
  time_zone  text        not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, brand_id),
  unique (tenant_id, name)
);

create table pp.connections (
  tenant_id  int         not null,
  id         uuid        not null,
  brand_id   text        not null,
  source     text        not null check (source in ('shopify', 'meta', 'tiktok', 'google')),
  status     text        not null default 'active' check (status in ('active', 'paused', 'removed')),
  secret_ref text,       -- where the secret is kept; never the secret
  updated_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, brand_id, source),
  unique (tenant_id, brand_id, id),
  foreign key (tenant_id, brand_id) references pp.brands (tenant_id, brand_id)
);

create table pp.sync_runs (
  tenant_id     int         not null,
  id            uuid        not null,
  brand_id      text        not null,
  connection_id uuid        not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  outcome       text        check (outcome in ('ok', 'error', 'cancelled')),
  rows_in       bigint,
  error_class   text,
  primary key (tenant_id, id),
  foreign key (tenant_id, brand_id, connection_id) references pp.connections (tenant_id, brand_id, id)
);
create index sync_runs_by_connection on pp.sync_runs (tenant_id, connection_id, started_at desc);

-- Who asked what. A UUIDv7 begins with its milliseconds, so a range of ids is a range of time.
create table pp.questions (
  tenant_id   int         not null,
  id          uuid        not null,
  user_id     uuid        not null,
  kid         uuid        not null,
  brand_ids   text[]      not null default '{}',   -- empty: all brands
  tool        text        not null,
  question    text,
  query       jsonb,
  outcome     text        not null check (outcome in ('ok', 'error', 'refused', 'clarify')),
  error_code  text,
  rows        int,
  engine      text,
  tokens_in   int,
  tokens_out  int,
  latency_ms  int,
  received_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
) partition by range (id);
create index questions_by_user on pp.questions (tenant_id, user_id, id desc);

-- No foreign key to a partitioned parent, so that months can be dropped.
create table pp.feedback (
  tenant_id   int         not null,
  question_id uuid        not null,
  user_id     uuid        not null,
  verdict     text        not null check (verdict in ('correct', 'partly', 'wrong')),
  expected    text,
  note        text,
  given_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, question_id, user_id)
);

create table pp.usage_events (
  tenant_id   int           not null,
  id          uuid          not null,
  user_id     uuid          not null,
  kid         uuid          not null,
  question_id uuid,
  event_type  text          not null,
  tool        text,
  outcome     text,
  error_code  text,
  engine      text,
  cache       text,
  rows        int,
  tokens_in   int,
  tokens_out  int,
  latency_ms  int,
  cost_usd    numeric(18,8),
  reported    boolean       not null default true,   -- figures as the client tells them
  received_at timestamptz   not null default clock_timestamp(),
  primary key (tenant_id, id)
) partition by range (id);

create table pp.audit_log (
  tenant_id   int         not null,
  id          uuid        not null,
  at          timestamptz not null default clock_timestamp(),
  actor_login text        not null default session_user,
  actor_user  uuid,
  action      text        not null,
  object      text,
  detail      jsonb,
  primary key (tenant_id, id)
) partition by range (id);

create table pp.alert_rules (
  tenant_id  int         not null references pp.tenants (tenant_id),
  id         uuid        not null,
  brand_id   text,       -- null: all brands
  metric     text        not null,
  op         text        not null check (op in ('above', 'below', 'rises', 'falls')),
  threshold  numeric     not null,
  enabled    boolean     not null default true,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, brand_id) references pp.brands (tenant_id, brand_id)
);

create table pp.alerts (
  tenant_id int         not null,
  id        uuid        not null,
  rule_id   uuid        not null,
  brand_id  text,
  fired_at  timestamptz not null,
  value     numeric,
  state     text        not null default 'open' check (state in ('open', 'acknowledged', 'resolved')),
  primary key (tenant_id, id),
  foreign key (tenant_id, rule_id) references pp.alert_rules (tenant_id, id)
);
create index alerts_by_time on pp.alerts (tenant_id, fired_at desc);

reset role;
