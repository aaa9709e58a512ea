-- How many bytes the queries of a day may be billed, for each organisation and each of its people: reserved before a query runs,
-- settled with what it was billed. A reservation holds its bytes until it is settled: a process that died, or one that does not say
-- what was billed, gives nothing back. A key reaches these tables through three functions, which can only take and settle.
set local role pp_owner;

-- Null is the default of pp_steward.budget_of.
alter table pp.tenants
  add column day_bytes      bigint check (day_bytes between 10485760 and 1125899906842624),
  add column user_day_bytes bigint check (user_day_bytes between 10485760 and 1125899906842624),
  add column query_bytes    bigint check (query_bytes between 10485760 and 1125899906842624);

-- A day of UTC. Rows that change with every query have room beside them, so that no index has to change.
create table pp.tenant_byte_days (
  tenant_id int    not null references pp.tenants (tenant_id),
  day       date   not null,
  settled   bigint not null default 0 check (settled >= 0),
  held      bigint not null default 0 check (held >= 0),
  primary key (tenant_id, day)
) with (fillfactor = 50);

create table pp.user_byte_days (
  tenant_id int    not null,
  user_id   uuid   not null,
  day       date   not null,
  settled   bigint not null default 0 check (settled >= 0),
  held      bigint not null default 0 check (held >= 0),
  primary key (tenant_id, user_id, day),
  foreign key (tenant_id, user_id) references pp.users (tenant_id, id)
) with (fillfactor = 50);

create table pp.byte_reservations (
  tenant_id   int         not null references pp.tenants (tenant_id),
  id          uuid        not null,
  kid         uuid        not null,
  user_id     uuid        not null,
  job         text        not null check (job ~ '^[A-Za-z0-9_-]{1,200}$'),
  day         date        not null,
  held        bigint      not null check (held >= 10485760),
  reserved_at timestamptz not null default clock_timestamp(),
  settled_at  timestamptz,
  billed      bigint      check (billed >= 0),
  primary key (tenant_id, id),
  check ((settled_at is null) = (billed is null))
);
create index byte_reservations_unsettled on pp.byte_reservations (tenant_id, kid, reserved_at) where settled_at is null;

do $walls$
declare
  t text;
begin
  foreach t in array array['tenant_byte_days', 'user_byte_days', 'byte_reservations'] loop
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

-- Keys call functions in pp that the steward owns; its right to create there ends below.
grant create on schema pp to pp_steward;

set local role pp_steward;

-- At the usual price, a day of an organisation costs a few dollars at most.
create function pp_steward.budget_of(p_tenant int) returns table (day_bytes bigint, user_day_bytes bigint, query_bytes bigint)
language sql stable
as $f$
  select coalesce(t.day_bytes, 1099511627776), coalesce(t.user_day_bytes, 274877906944), coalesce(t.query_bytes, 68719476736)
    from pp.tenants t
   where t.tenant_id = p_tenant
$f$;

-- For the next three: whose key this is, which may read facts. Names its tenant to the steward's wall.
create function pp_steward.byte_spender(out tenant int, out person uuid, out kid uuid)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  who record;
begin
  perform pp_auth.require_session(1);
  select * into who from pp_auth.calling_key();
  tenant := who.tenant;
  person := who.person;
  kid := who.kid;
  perform set_config('pp_steward.tenant', who.tenant::text, true);
end $f$;

-- Reserves what a query was estimated at, in whole mebibytes and ten of them at least, of the person's day and the organisation's; or
-- nothing: then `refused_by` says which is too small, with what is left of it. The estimate can only lower what is left. Asked for
-- again under the same id, it is the same reservation. The person's row comes first, everywhere: two queries cannot wait for each
-- other, and whoever is refused there never touches the row that all colleagues share.
create function pp.reserve_bytes(
  p_id uuid, p_job text, p_estimated bigint, out granted bigint, out refused_by text, out need bigint, out rest bigint, out resets_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  smallest  constant bigint := 10485760;
  step      constant bigint := 1048576;
  largest   constant bigint := 1125899906842624;
  most_open constant int    := 100;
  who   record;
  most  record;
  today date := (clock_timestamp() at time zone 'UTC')::date;
  known pp.byte_reservations;
begin
  select * into who from pp_steward.byte_spender();
  if p_id is null or p_job is null or p_job !~ '^[A-Za-z0-9_-]{1,200}$' or p_estimated is null or p_estimated not between 0 and largest then
    raise exception using errcode = '22023', message = 'pulsepoint:reservation_malformed';
  end if;
  select * into most from pp_steward.budget_of(who.tenant);
  need := greatest(smallest, (p_estimated + step - 1) / step * step);
  resets_at := (today + 1)::timestamp at time zone 'UTC';

  insert into pp.byte_reservations as r (tenant_id, id, kid, user_id, job, day, held)
  values (who.tenant, p_id, who.kid, who.person, p_job, today, need)
  on conflict do nothing;
  if not found then
    select r.* into known from pp.byte_reservations r where r.tenant_id = who.tenant and r.id = p_id;
    if known.kid is distinct from who.kid or known.job <> p_job or known.settled_at is not null then
      raise exception using errcode = '22023', message = 'pulsepoint:reservation_malformed';
    end if;
    granted := known.held;
    need := known.held;
    perform set_config('pp_steward.tenant', '', true);
    return;
  end if;
  if (select count(*) from (select from pp.byte_reservations r
                             where r.tenant_id = who.tenant and r.kid = who.kid and r.settled_at is null and r.day = today
                             limit most_open + 1) as unsettled) > most_open then
    raise exception using errcode = '53400', message = 'pulsepoint:reservations_exceeded';
  end if;

  if need > most.query_bytes then
    refused_by := 'query';
    rest := most.query_bytes;
  else
    insert into pp.user_byte_days as d (tenant_id, user_id, day, held)
    select who.tenant, who.person, today, need where need <= most.user_day_bytes
    on conflict (tenant_id, user_id, day) do update set held = d.held + need
     where d.settled + d.held + need <= most.user_day_bytes;
    if not found then
      refused_by := 'user';
      rest := greatest(0, most.user_day_bytes - coalesce(
        (select d.settled + d.held from pp.user_byte_days d where d.tenant_id = who.tenant and d.user_id = who.person and d.day = today), 0));
    else
      insert into pp.tenant_byte_days as d (tenant_id, day, held)
      select who.tenant, today, need where need <= most.day_bytes
      on conflict (tenant_id, day) do update set held = d.held + need
       where d.settled + d.held + need <= most.day_bytes;
      if not found then
        update pp.user_byte_days d set held = d.held - need where d.tenant_id = who.tenant and d.user_id = who.person and d.day = today;
        refused_by := 'tenant';
        rest := greatest(0, most.day_bytes - coalesce(
          (select d.settled + d.held from pp.tenant_byte_days d where d.tenant_id = who.tenant and d.day = today), 0));
      end if;
    end if;
  end if;

  if refused_by is null then
    granted := need;
  else
    delete from pp.byte_reservations r where r.tenant_id = who.tenant and r.id = p_id;
  end if;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- Puts what a query was billed in place of what was held for it, on the day of the reservation and in full, though it be more. Once:
-- false where that was done before.
create function pp.settle_bytes(p_id uuid, p_billed bigint) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  who         record;
  reservation pp.byte_reservations;
begin
  select * into who from pp_steward.byte_spender();
  if p_billed is null or p_billed not between 0 and 1125899906842624 then
    raise exception using errcode = '22023', message = 'pulsepoint:settlement_malformed';
  end if;
  select r.* into reservation from pp.byte_reservations r where r.tenant_id = who.tenant and r.id = p_id and r.kid = who.kid for update;
  if not found then
    raise exception using errcode = 'P0002', message = 'pulsepoint:reservation_unknown';
  end if;
  if reservation.settled_at is null then
    update pp.byte_reservations r set settled_at = clock_timestamp(), billed = p_billed where r.tenant_id = who.tenant and r.id = p_id;
    update pp.user_byte_days d set settled = d.settled + p_billed, held = d.held - reservation.held
     where d.tenant_id = who.tenant and d.user_id = reservation.user_id and d.day = reservation.day;
    update pp.tenant_byte_days d set settled = d.settled + p_billed, held = d.held - reservation.held
     where d.tenant_id = who.tenant and d.day = reservation.day;
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return reservation.settled_at is null;
end $f$;

-- What processes of this key reserved and never settled, ten minutes ago or longer: they have died, and their jobs can be looked up.
create function pp.unsettled_bytes() returns table (id uuid, job text, held bigint, reserved_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who record;
begin
  select * into who from pp_steward.byte_spender();
  return query
  select r.id, r.job, r.held, r.reserved_at
    from pp.byte_reservations r
   where r.tenant_id = who.tenant and r.kid = who.kid and r.settled_at is null and r.reserved_at < clock_timestamp() - interval '10 minutes'
   order by r.reserved_at, r.id
   limit 100;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- Changes those budgets that are given: null leaves one as it is, 0 brings its default back. Says what holds now, from the next query on.
create function pp_steward.change_budget(p_tenant text, p_day_bytes bigint, p_user_day_bytes bigint, p_query_bytes bigint)
returns table (day_bytes bigint, user_day_bytes bigint, query_bytes bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
  was    record;
  wanted record;
begin
  select t.day_bytes, t.user_day_bytes, t.query_bytes into was from pp.tenants t where t.tenant_id = tenant;
  select nullif(coalesce(p_day_bytes, was.day_bytes), 0) as day_bytes, nullif(coalesce(p_user_day_bytes, was.user_day_bytes), 0) as user_day_bytes,
         nullif(coalesce(p_query_bytes, was.query_bytes), 0) as query_bytes
    into wanted;
  if wanted is distinct from was then
    update pp.tenants t
       set day_bytes = wanted.day_bytes, user_day_bytes = wanted.user_day_bytes, query_bytes = wanted.query_bytes
     where t.tenant_id = tenant;
    perform pp_steward.audit(tenant, 'tenant.budget', p_tenant, jsonb_strip_nulls(to_jsonb(wanted)));
  end if;
  return query select b.day_bytes, b.user_day_bytes, b.query_bytes from pp_steward.budget_of(tenant) b;
end $f$;

create or replace function pp_steward.kept_for_a_time()
returns table (name text, row_key text, is_old text, most_days int)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  values ('alerts',            'id',                                                       'fired_at < $2',                                                 null::int),
         ('audit_log',         'id',                                                       'id < pp.uuid_floor($2)',                                        null),
         ('byte_reservations', 'id',                                                       'reserved_at < $2',                                              90),
         ('call_days',         'kid, day',                                                 'day < ($2 at time zone ''UTC'')::date',                         null),
         ('feedback',          'question_id, user_id',                                     'given_at < $2',                                                 null),
         ('key_sessions',      'kid, session_id',                                          'first_at < $2',                                                 90),
         ('questions',         'id',                                                       'id < pp.uuid_floor($2)',                                        null),
         ('report_days',       'kid, day',                                                 'day < ($2 at time zone ''UTC'')::date',                         90),
         ('sync_runs',         'id',                                                       'started_at < $2',                                               90),
         ('tenant_byte_days',  'day',                                                      'day < ($2 at time zone ''UTC'')::date',                         null),
         ('token_askings',     'kid',                                                      'coalesce(asked_at[cardinality(asked_at)], ''-infinity'') < $2', 1),
         ('token_requests',    'id',                                                       'asked_at < $2',                                                 1),
         ('usage_daily',       'day, user_id, kid, event_type, tool, outcome, error_code', 'day < ($2 at time zone ''UTC'')::date',                         null),
         ('usage_events',      'id',                                                       'id < pp.uuid_floor($2)',                                        90),
         ('user_byte_days',    'user_id, day',                                             'day < ($2 at time zone ''UTC'')::date',                         null)
$f$;

revoke all on function
  pp_steward.budget_of(int), pp_steward.byte_spender(), pp.reserve_bytes(uuid, text, bigint), pp.settle_bytes(uuid, bigint), pp.unsettled_bytes(),
  pp_steward.change_budget(text, bigint, bigint, bigint)
  from public;
grant execute on function pp.reserve_bytes(uuid, text, bigint), pp.settle_bytes(uuid, bigint), pp.unsettled_bytes() to pp_app;
grant execute on function pp_steward.change_budget(text, bigint, bigint, bigint) to pp_platform;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
