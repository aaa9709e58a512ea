-- Usage as clients report it, bounded and stamped: who asked what, what it cost, how good it was. A key writes through
-- pp.report_events alone, and whose event it is, the database says.
set local role pp_auth;

-- For pp_steward: whose keys a tenant's are.
create function pp_auth.people_of_keys(p_tenant int) returns table (kid uuid, user_id uuid)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select k.kid, k.user_id from pp_auth.api_keys k where k.tenant_id = p_tenant $f$;

revoke all on function pp_auth.people_of_keys(int) from public;
grant execute on function pp_auth.people_of_keys(int), pp_auth.tenant_if(int), pp_auth.sees_all_brands(), pp_auth.brands_allowed() to pp_steward;

set local role pp_owner;

-- When a UUIDv7 says it was made.
create function pp.uuid_time(p_id uuid) returns timestamptz
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $f$ select to_timestamp(('x' || left(replace(p_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) $f$;

-- That day of UTC. Sums by day go by the id alone, so that single events and the roll-up always agree.
create function pp.uuid_day(p_id uuid) returns date
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $f$ select (pp.uuid_time(p_id) at time zone 'UTC')::date $f$;

revoke all on function pp.uuid_time(uuid), pp.uuid_day(uuid) from public;
grant execute on function pp.uuid_time(uuid), pp.uuid_day(uuid) to pp_steward;

-- Every key of the event but its question and its query, which only pp.questions has, where others need history:read.
alter table pp.usage_events
  alter column cost_usd type numeric(24,12),
  add column day              date generated always as (pp.uuid_day(id)) stored,
  add column occurred_at      timestamptz,
  add column schema_version   int,
  add column is_late          boolean not null default false,   -- by its id 35 days old, or 5 minutes ahead
  add column queue_ms         int,
  add column bytes_processed  bigint,
  add column bytes_billed     bigint,
  add column brand_ids        text[]  not null default '{}',
  add column question_hash    text,
  add column client_name      text,
  add column client_version   text,
  add column protocol_version text,
  add column server_version   text,
  add column data_through     date,
  add column verdict          text,
  add column extra            jsonb;
create index usage_events_by_user on pp.usage_events (tenant_id, user_id, id desc);
grant select (day, occurred_at, schema_version, is_late, queue_ms, bytes_processed, bytes_billed, brand_ids, question_hash, client_name,
              client_version, protocol_version, server_version, data_through, verdict, extra) on pp.usage_events to pp_app;

-- Which event a remark came with: a later one wins, in whatever order they come.
alter table pp.feedback add column event_id uuid;

-- What was reported, by day of UTC. What an event has not is '', so that it can be part of the key.
create table pp.usage_daily (
  tenant_id      int           not null,
  day            date          not null,
  user_id        uuid          not null,
  kid            uuid          not null,
  event_type     text          not null,
  tool           text          not null,
  outcome        text          not null,
  error_code     text          not null,
  calls          bigint        not null,
  tokens_in      bigint        not null,
  tokens_out     bigint        not null,
  rows           bigint        not null,
  bytes_billed   bigint        not null,
  cost_usd       numeric(28,12) not null,
  latency_ms_sum bigint        not null,
  latency_ms_max int           not null,
  primary key (tenant_id, day, user_id, kid, event_type, tool, outcome, error_code)
) with (fillfactor = 70);

-- How much a key reported, so that none can fill the disk.
create table pp.report_days (
  tenant_id int    not null,
  kid       uuid   not null,
  day       date   not null,
  events    int    not null default 0,
  bytes     bigint not null default 0,
  primary key (tenant_id, kid, day)
) with (fillfactor = 50);

do $walls$
declare
  t text;
begin
  foreach t in array array['usage_daily', 'report_days'] loop
    execute format('alter table pp.%I enable row level security', t);
    execute format('alter table pp.%I force row level security', t);
    execute format(
      'create policy tenant_wall on pp.%I as restrictive to pp_app, pp_owner
         using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)))', t);
    execute format(
      'create policy steward_wall on pp.%I as restrictive to pp_steward
         using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()))', t);
    execute format('create policy steward on pp.%I to pp_steward using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on pp.%I to pp_steward', t);
  end loop;
end $walls$;

-- As with single events: a key limited to brands sees what its own person did.
create policy brand_wall on pp.usage_daily as restrictive to pp_app_some
  using ((select pp_auth.sees_all_brands()) or user_id = (select pp_auth.user_id()));
create policy see on pp.usage_daily for select to pp_app_all, pp_app_some
  using (user_id = (select pp_auth.user_id()) or (select pp_auth.tenant_if(16)) is not null);
grant select (tenant_id, day, user_id, kid, event_type, tool, outcome, error_code, calls, tokens_in, tokens_out, rows, bytes_billed,
              cost_usd, latency_ms_sum, latency_ms_max) on pp.usage_daily to pp_app;

grant insert, update (question_hash, extra) on pp.usage_events to pp_steward;
grant insert on pp.questions to pp_steward;
grant insert, update (verdict, given_at, event_id) on pp.feedback to pp_steward;
grant create on schema pp to pp_steward;

set local role pp_steward;

-- One key of an event that is text, or null where it has none.
create function pp_steward.event_text(p_event jsonb, p_key text, p_most int, p_shape text default null) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $f$
declare
  value jsonb := p_event -> p_key;
  found text;
begin
  if value is null or jsonb_typeof(value) = 'null' then
    return null;
  end if;
  found := value #>> '{}';
  if jsonb_typeof(value) <> 'string' or char_length(found) > p_most or (p_shape is not null and found !~ p_shape) then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  return found;
end $f$;

-- One key of an event that is an amount: a whole number from 0 to `p_most`.
create function pp_steward.event_amount(p_event jsonb, p_key text, p_most bigint) returns bigint
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $f$
declare
  value jsonb := p_event -> p_key;
begin
  if value is null or jsonb_typeof(value) = 'null' then
    return null;
  end if;
  if jsonb_typeof(value) <> 'number' or value::numeric not between 0 and p_most or value::numeric <> trunc(value::numeric) then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  return value::numeric::bigint;
end $f$;

-- One key of an event that is a UUIDv7 of a time that can be: no key is good for longer than 366 days, so an honest program
-- can neither have made an event earlier than that and a month of waiting, nor further ahead by a wrong clock.
create function pp_steward.event_id(p_event jsonb, p_key text, p_at timestamptz) returns uuid
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $f$
declare
  id uuid := pp_steward.event_text(p_event, p_key, 36, '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$')::uuid;
begin
  if id is not null and pp.uuid_time(id) not between p_at - interval '400 days' and p_at + interval '366 days' then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  return id;
end $f$;

-- An event as it is believed: lists closed, amounts and texts bounded. What it says of tenant, person and key is not read.
create function pp_steward.usage_event(
  p_event jsonb, p_at timestamptz,
  out id uuid, out event_type text, out occurred_at timestamptz, out schema_version int, out question_id uuid, out tool text, out outcome text,
  out error_code text, out latency_ms int, out queue_ms int, out tokens_in int, out tokens_out int, out rows int, out engine text, out cache text,
  out bytes_processed bigint, out bytes_billed bigint, out cost_usd numeric, out brand_ids text[], out question text, out query jsonb,
  out question_hash text, out client_name text, out client_version text, out protocol_version text, out server_version text,
  out data_through date, out verdict text, out extra jsonb)
language plpgsql immutable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $f$
declare
  day_ms   constant bigint := 86400000;
  much     constant bigint := 10000000000000;   -- ten terabytes
  name     constant text := '^[a-z][a-z0-9_]{0,39}$';
begin
  if jsonb_typeof(p_event) <> 'object' then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  id := pp_steward.event_id(p_event, 'event_id', p_at);
  event_type := pp_steward.event_text(p_event, 'event_type', 40, '^(tool_call|feedback|key_refused|rate_limited|sync|outbox_dropped)$');
  schema_version := pp_steward.event_amount(p_event, 'schema_version', 1000);
  occurred_at := pp_steward.event_text(p_event, 'occurred_at', 30, '^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$')::timestamptz;
  question_id := pp_steward.event_id(p_event, 'answer_id', p_at);
  tool := pp_steward.event_text(p_event, 'tool', 80, '^[!-~]+$');
  outcome := pp_steward.event_text(p_event, 'outcome', 40, '^(ok|error|refused|clarify)$');
  error_code := pp_steward.event_text(p_event, 'error_code', 40, name);
  latency_ms := pp_steward.event_amount(p_event, 'latency_ms', day_ms);
  queue_ms := pp_steward.event_amount(p_event, 'queue_ms', day_ms);
  tokens_in := pp_steward.event_amount(p_event, 'tokens_in', 10000000);
  tokens_out := pp_steward.event_amount(p_event, 'tokens_out', 10000000);
  rows := pp_steward.event_amount(p_event, 'rows', 1000000000);
  engine := pp_steward.event_text(p_event, 'engine', 40, name);
  cache := pp_steward.event_text(p_event, 'cache', 40, name);
  bytes_processed := pp_steward.event_amount(p_event, 'bytes_processed', much);
  bytes_billed := pp_steward.event_amount(p_event, 'bytes_billed', much);
  cost_usd := pp_steward.event_text(p_event, 'cost_usd', 40, '^[0-9]{1,5}([.][0-9]{1,28})?$')::numeric(24,12);
  brand_ids := coalesce(string_to_array(
    nullif(pp_steward.event_text(p_event, 'brand_ids', 8200, '^([a-z0-9]+(-[a-z0-9]+)*(,[a-z0-9]+(-[a-z0-9]+)*)*)?$'), ''), ','), '{}');
  question := pp_steward.event_text(p_event, 'question', 8000);
  query := pp_steward.event_text(p_event, 'query', 64000)::jsonb;
  question_hash := pp_steward.event_text(p_event, 'question_hash', 100, '^[!-~]+$');
  client_name := pp_steward.event_text(p_event, 'client_name', 100);
  client_version := pp_steward.event_text(p_event, 'client_version', 100);
  protocol_version := pp_steward.event_text(p_event, 'protocol_version', 100);
  server_version := pp_steward.event_text(p_event, 'server_version', 100);
  data_through := pp_steward.event_text(p_event, 'data_through', 10, '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$')::date;
  verdict := pp_steward.event_text(p_event, 'verdict', 10, '^(correct|partly|wrong)$');
  extra := pp_steward.event_text(p_event, 'extra', 32000)::jsonb;

  if id is null or event_type is null or schema_version is null or schema_version = 0 or occurred_at is null
     or cardinality(brand_ids) > 200 or exists (select from unnest(brand_ids) b where length(b) > 40)
     or (event_type = 'tool_call' and (tool is null or outcome is null))
     or (event_type = 'feedback' and (question_id is null or verdict is null))
     or (extra is not null and jsonb_typeof(extra) <> 'object') then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
end $f$;

-- Takes a batch of events, all or none: at most 500, and 1 MB. One that was there already changes nothing. Says how many were
-- new, how many known, and how many passed over: verdicts on an answer that this key may not see.
create function pp.report_events(p_events jsonb, out added int, out known int, out ignored int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  -- A person is allowed 100 calls a minute, and no day's work comes near that all day long; an outbox of a month that comes at
  -- once is well below, too. More is a fault or a flood, and waits for the next day.
  most_events constant int := 100000;
  most_bytes  constant bigint := 134217728;
  moment       timestamptz := clock_timestamp();
  today        date := (moment at time zone 'UTC')::date;
  who          record;
  reads_others boolean;
  every_brand  boolean;
  named        text[];
  size         bigint;
  total        record;
begin
  select * into who from pp_auth.calling_key();
  if p_events is null or pg_column_size(p_events) > 1048576 or jsonb_typeof(p_events) <> 'array' or jsonb_array_length(p_events) not between 1 and 500 then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  reads_others := pp_auth.tenant_if(2) is not null;
  every_brand := pp_auth.sees_all_brands();
  named := pp_auth.brands_allowed();
  perform set_config('pp_steward.tenant', who.tenant::text, true);

  -- Whoever deletes the tenant or forgets the person waits for this, or this for them: nothing comes in behind it.
  perform from pp.tenants t where t.tenant_id = who.tenant and t.deleted_at is null for key share;
  if found then
    perform from pp.users u where u.tenant_id = who.tenant and u.id = who.person and u.erased_at is null for share;
  end if;
  if not found then
    raise exception using errcode = '28000', message = 'pulsepoint:revoked';
  end if;
  -- Batches of one key go one by one, so that none waits for a row of another that waits for it.
  insert into pp.report_days as r (tenant_id, kid, day) values (who.tenant, who.kid, today)
  on conflict (tenant_id, kid, day) do update set events = r.events;

  begin
    with parsed as materialized (
      select distinct on (r.id) r.*, pg_column_size(e.event) as size
        from jsonb_array_elements(p_events) with ordinality as e(event, place)
       cross join lateral pp_steward.usage_event(e.event, moment) as r
       order by r.id, e.place
    ), believed as materialized (
      select p.*
        from parsed p
       where p.event_type <> 'feedback'
          or not exists (
            select from pp.questions q
             where q.tenant_id = who.tenant and q.id = p.question_id and q.user_id <> who.person
               and not (reads_others and (every_brand or (q.brand_ids <> '{}' and q.brand_ids <@ named))))
    ), kept as (
      insert into pp.usage_events (
        tenant_id, id, user_id, kid, question_id, event_type, tool, outcome, error_code, engine, cache, rows, tokens_in, tokens_out,
        latency_ms, cost_usd, reported, received_at, occurred_at, schema_version, is_late, queue_ms, bytes_processed, bytes_billed, brand_ids,
        question_hash, client_name, client_version, protocol_version, server_version, data_through, verdict, extra)
      select who.tenant, b.id, who.person, who.kid, b.question_id, b.event_type, b.tool, b.outcome, b.error_code, b.engine, b.cache, b.rows,
             b.tokens_in, b.tokens_out, b.latency_ms, b.cost_usd, true, moment, b.occurred_at, b.schema_version,
             pp.uuid_time(b.id) not between moment - interval '35 days' and moment + interval '5 minutes',
             b.queue_ms, b.bytes_processed, b.bytes_billed, b.brand_ids, b.question_hash, b.client_name, b.client_version, b.protocol_version,
             b.server_version, b.data_through, b.verdict,
             -- What somebody wrote of an answer is read with history:read, and so stands in pp.feedback alone.
             case when b.event_type = 'feedback' then nullif(b.extra - array['expected', 'note'], '{}') else b.extra end
        from believed b
       order by b.id
      on conflict (tenant_id, id) do nothing
      returning id
    ), fresh as materialized (
      select b.* from believed b join kept using (id)
    ), asked as (
      insert into pp.questions (tenant_id, id, user_id, kid, brand_ids, tool, question, query, outcome, error_code, rows, engine, tokens_in,
                                tokens_out, latency_ms, received_at)
      select who.tenant, f.question_id, who.person, who.kid, f.brand_ids, f.tool, f.question, f.query, f.outcome, f.error_code, f.rows, f.engine,
             f.tokens_in, f.tokens_out, f.latency_ms, moment
        from fresh f
       where f.event_type = 'tool_call' and f.question_id is not null
       order by f.question_id
      on conflict (tenant_id, id) do nothing
    ), judged as (
      insert into pp.feedback as o (tenant_id, question_id, user_id, verdict, expected, note, given_at, event_id)
      select distinct on (f.question_id)
             who.tenant, f.question_id, who.person, f.verdict, left(f.extra ->> 'expected', 4000), left(f.extra ->> 'note', 4000), moment, f.id
        from fresh f
       where f.event_type = 'feedback'
       order by f.question_id, f.id desc
      on conflict (tenant_id, question_id, user_id) do update
         set verdict = excluded.verdict, expected = excluded.expected, note = excluded.note, given_at = excluded.given_at, event_id = excluded.event_id
       where o.event_id is null or o.event_id < excluded.event_id
    ), summed as (
      insert into pp.usage_daily as d (
        tenant_id, day, user_id, kid, event_type, tool, outcome, error_code, calls, tokens_in, tokens_out, rows, bytes_billed, cost_usd,
        latency_ms_sum, latency_ms_max)
      select who.tenant, pp.uuid_day(f.id), who.person, who.kid, f.event_type, coalesce(f.tool, ''), coalesce(f.outcome, ''),
             coalesce(f.error_code, ''), count(*), coalesce(sum(f.tokens_in), 0), coalesce(sum(f.tokens_out), 0), coalesce(sum(f.rows), 0),
             coalesce(sum(f.bytes_billed), 0), coalesce(sum(f.cost_usd), 0), coalesce(sum(f.latency_ms), 0), coalesce(max(f.latency_ms), 0)
        from fresh f
       group by 2, 5, 6, 7, 8
       order by 2, 5, 6, 7, 8
      on conflict (tenant_id, day, user_id, kid, event_type, tool, outcome, error_code) do update
         set calls = d.calls + excluded.calls, tokens_in = d.tokens_in + excluded.tokens_in, tokens_out = d.tokens_out + excluded.tokens_out,
             rows = d.rows + excluded.rows, bytes_billed = d.bytes_billed + excluded.bytes_billed, cost_usd = d.cost_usd + excluded.cost_usd,
             latency_ms_sum = d.latency_ms_sum + excluded.latency_ms_sum, latency_ms_max = greatest(d.latency_ms_max, excluded.latency_ms_max)
    )
    select (select count(*) from fresh), (select count(*) from believed), coalesce((select sum(f.size) from fresh f), 0), (select count(*) from parsed)
      into added, known, size, ignored;
  exception
    -- Whatever form it has that none of the checks thought of.
    when data_exception then
      raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end;
  ignored := ignored - known;
  known := jsonb_array_length(p_events) - ignored - added;

  update pp.report_days r set events = r.events + added, bytes = r.bytes + size
   where r.tenant_id = who.tenant and r.kid = who.kid and r.day = today
  returning r.events, r.bytes into total;
  if total.events > most_events or total.bytes > most_bytes then
    raise exception using errcode = '55000', message = 'pulsepoint:events_exceeded';
  end if;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- The calls that the database itself counted: of all keys with audit:read, else of the own person's.
create function pp.counted_calls(p_from date, p_to date) returns table (day date, user_id uuid, allowed bigint, refused bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who  record;
  sees boolean;
begin
  select * into who from pp_auth.calling_key();
  sees := pp_auth.tenant_if(16) is not null and pp_auth.sees_all_brands();
  perform set_config('pp_steward.tenant', who.tenant::text, true);
  return query
  select c.day, k.user_id, sum(c.allowed)::bigint, sum(c.refused)::bigint
    from pp.call_days c
    join pp_auth.people_of_keys(who.tenant) k on k.kid = c.kid
   where c.tenant_id = who.tenant and c.day between p_from and p_to and (sees or k.user_id = who.person)
   group by c.day, k.user_id;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- For the platform's bills: by tenant and day, what was counted here and what was reported; of one tenant or, for null, of all.
create function pp_steward.usage_by_day(p_tenant text, p_from date, p_to date)
returns table (slug text, day date, counted bigint, refused bigint, reported bigint, tokens_in bigint, tokens_out bigint, rows bigint,
               bytes_billed bigint, cost_usd numeric)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  one int := case when p_tenant is not null then pp_steward.required_tenant(p_tenant) end;
  t   record;
begin
  for t in
    select o.tenant_id, o.slug from pp.tenants o
     where o.deleted_at is null and (one is null or o.tenant_id = one)
     order by o.slug collate "C"
  loop
    perform set_config('pp_steward.tenant', t.tenant_id::text, true);
    return query
    select t.slug, coalesce(c.day, u.day), coalesce(c.allowed, 0), coalesce(c.refused, 0), coalesce(u.calls, 0), coalesce(u.tokens_in, 0),
           coalesce(u.tokens_out, 0), coalesce(u.rows, 0), coalesce(u.bytes_billed, 0), coalesce(u.cost_usd, 0)
      from (select d.day, sum(d.allowed)::bigint as allowed, sum(d.refused)::bigint as refused
              from pp.call_days d
             where d.tenant_id = t.tenant_id and d.day between p_from and p_to
             group by d.day) c
      full join (
            select d.day, coalesce(sum(d.calls) filter (where d.event_type = 'tool_call'), 0)::bigint as calls, sum(d.tokens_in)::bigint as tokens_in,
                   sum(d.tokens_out)::bigint as tokens_out, sum(d.rows)::bigint as rows,
                   least(sum(d.bytes_billed), 9223372036854775807)::bigint as bytes_billed, sum(d.cost_usd) as cost_usd
              from pp.usage_daily d
             where d.tenant_id = t.tenant_id and d.day between p_from and p_to
             group by d.day) u on u.day = c.day
     order by 2;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

create or replace function pp_steward.kept_for_a_time()
returns table (name text, row_key text, is_old text, most_days int)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  values ('alerts',       'id',                                                      'fired_at < $2',                             null::int),
         ('audit_log',    'id',                                                      'id < pp.uuid_floor($2)',                    null),
         ('call_days',    'kid, day',                                                'day < ($2 at time zone ''UTC'')::date',     null),
         ('feedback',     'question_id, user_id',                                    'given_at < $2',                             null),
         ('key_sessions', 'kid, session_id',                                         'first_at < $2',                             90),
         ('questions',    'id',                                                      'id < pp.uuid_floor($2)',                    null),
         ('report_days',  'kid, day',                                                'day < ($2 at time zone ''UTC'')::date',     90),
         ('sync_runs',    'id',                                                      'started_at < $2',                           90),
         ('usage_daily',  'day, user_id, kid, event_type, tool, outcome, error_code', 'day < ($2 at time zone ''UTC'')::date',     null),
         ('usage_events', 'id',                                                      'id < pp.uuid_floor($2)',                    90)
$f$;

create or replace function pp_steward.tables_of_a_tenant() returns table (place int, name text, row_key text, stays boolean, kept_back text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  select t.place, t.name, t.row_key, t.name in ('tenants', 'audit_log'), case t.name when 'connection_secrets' then 'sealed' end
    from (values
            ( 1, 'feedback',                    'question_id, user_id'),
            ( 2, 'questions',                   'id'),
            ( 3, 'usage_events',                'id'),
            ( 4, 'usage_daily',                 'day, user_id, kid, event_type, tool, outcome, error_code'),
            ( 5, 'alerts',                      'id'),
            ( 6, 'alert_rules',                 'id'),
            ( 7, 'sync_runs',                   'id'),
            ( 8, 'connection_secrets',          'connection_id, name'),
            ( 9, 'connections',                 'id'),
            (10, 'key_sessions',                'kid, session_id'),
            (11, 'call_days',                   'kid, day'),
            (12, 'report_days',                 'kid, day'),
            (13, 'user_buckets',                'user_id'),
            (14, 'tenant_buckets',              'tenant_id'),
            (15, 'sales_daily',                 'brand_id, event_date, sales_channel, customer_type'),
            (16, 'sales_monthly',               'brand_id, month, in_currency, currency, sales_channel, customer_type'),
            (17, 'sales_by_country_daily',      'brand_id, event_date, country, customer_type, currency'),
            (18, 'sales_by_country_monthly',    'brand_id, month, in_currency, currency, country, customer_type'),
            (19, 'sales_by_product_daily',      'brand_id, event_date, product, product_type, currency'),
            (20, 'sales_by_product_monthly',    'brand_id, month, in_currency, currency, product, product_type'),
            (21, 'ads_daily',                   'brand_id, event_date, platform, campaign'),
            (22, 'ads_monthly',                 'brand_id, month, in_currency, currency, platform, campaign, campaign_type'),
            (23, 'ads_by_country_daily',        'brand_id, event_date, platform, campaign, campaign_type, country, currency'),
            (24, 'ads_by_country_monthly',      'brand_id, month, in_currency, currency, platform, campaign, campaign_type, country'),
            (25, 'sessions_daily',              'brand_id, event_date, device'),
            (26, 'sessions_monthly',            'brand_id, month, device'),
            (27, 'sessions_by_country_daily',   'brand_id, event_date, country, device, marketing_channel'),
            (28, 'sessions_by_country_monthly', 'brand_id, month, country, device, marketing_channel'),
            (29, 'fx_rates_daily',              'date, from_ccy, to_ccy'),
            (30, 'rollup_state',                'brand_id, source'),
            (31, 'brands',                      'brand_id'),
            (32, 'users',                       'id'),
            (33, 'audit_log',                   'id'),
            (34, 'tenants',                     'tenant_id')) as t(place, name, row_key)
$f$;

-- Of events, too, what could be recognised goes.
create or replace function pp_steward.forget_person(p_tenant int, p_user uuid, p_keys int, out questions int, out feedback int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  is_first boolean;
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  update pp.users u
     set name = 'erased person', email = u.id::text || '@erased.invalid', erased_at = clock_timestamp()
   where u.tenant_id = p_tenant and u.id = p_user and u.erased_at is null;
  is_first := found;
  update pp.questions q set question = null where q.tenant_id = p_tenant and q.user_id = p_user and q.question is not null;
  get diagnostics questions = row_count;
  update pp.feedback f set expected = null, note = null
   where f.tenant_id = p_tenant and f.user_id = p_user and (f.expected is not null or f.note is not null);
  get diagnostics feedback = row_count;
  update pp.usage_events e set question_hash = null, extra = null
   where e.tenant_id = p_tenant and e.user_id = p_user and (e.question_hash is not null or e.extra is not null);
  -- On record once: repeated for nothing, it would only fill the log.
  if is_first or p_keys + questions + feedback > 0 then
    perform pp_steward.audit(p_tenant, 'user.erase', p_user::text,
                             jsonb_build_object('keys', p_keys, 'questions', questions, 'feedback', feedback));
  end if;
end $f$;

revoke all on function
  pp_steward.event_text(jsonb, text, int, text), pp_steward.event_amount(jsonb, text, bigint), pp_steward.event_id(jsonb, text, timestamptz),
  pp_steward.usage_event(jsonb, timestamptz), pp.report_events(jsonb), pp.counted_calls(date, date), pp_steward.usage_by_day(text, date, date)
  from public;
grant execute on function pp.report_events(jsonb), pp.counted_calls(date, date) to pp_app;
grant execute on function pp_steward.usage_by_day(text, date, date) to pp_platform;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
