-- How often may be called, per person and per organisation, over all keys, processes and machines; and how often was, for
-- billing. A key reaches these tables through pp.take_call alone, which can only take.
set local role pp_auth;

-- For pp_steward: whose key this session is. Says no in the words of require_session, and mostly with one look.
create function pp_auth.calling_key(out kid uuid, out tenant int, out person uuid)
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
begin
  select k.kid, k.tenant_id, k.user_id into kid, tenant, person from pp_auth.live_key k;
  if not found then
    perform pp_auth.require_session(0);
    -- It ended between the two looks.
    raise exception using errcode = '28000', message = 'pulsepoint:expired';
  end if;
end $f$;

revoke all on function pp_auth.calling_key() from public;
grant execute on function pp_auth.calling_key() to pp_steward;

set local role pp_owner;

-- What an organisation may set for itself; a key that is missing means the default of pp_steward.limits_of.
alter table pp.tenants add constraint limits_are_known check (
  jsonb_typeof(limits) = 'object'
  and limits - array['user_per_minute', 'user_burst', 'tenant_per_minute', 'tenant_burst'] = '{}'
  and not limits @? 'strict $.* ? (!(@.type() == "number" && @ >= 1 && @ <= 100000 && @.floor() == @))');

-- Rows that change with every call are kept small and with room beside them, so that no index has to change.
create table pp.user_buckets (
  tenant_id  int              not null,
  user_id    uuid             not null,
  tokens     double precision not null,
  updated_at timestamptz      not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references pp.users (tenant_id, id)
) with (fillfactor = 50);

create table pp.tenant_buckets (
  tenant_id  int              not null references pp.tenants (tenant_id),
  tokens     double precision not null,
  updated_at timestamptz      not null,
  primary key (tenant_id)
) with (fillfactor = 50);

-- A day of UTC. Counted by the database itself: what a client reports about its calls is not asked.
create table pp.call_days (
  tenant_id int    not null,
  kid       uuid   not null,
  day       date   not null,
  allowed   bigint not null default 0,
  refused   bigint not null default 0,
  sessions  int    not null default 0,
  primary key (tenant_id, kid, day)
) with (fillfactor = 50);

-- The sessions whose first call stands in the audit log.
create table pp.key_sessions (
  tenant_id  int         not null,
  kid        uuid        not null,
  session_id uuid        not null,
  first_at   timestamptz not null,
  primary key (tenant_id, kid, session_id)
);

do $walls$
declare
  t text;
begin
  foreach t in array array['user_buckets', 'tenant_buckets', 'call_days', 'key_sessions'] loop
    execute format('alter table pp.%I enable row level security', t);
    execute format('alter table pp.%I force row level security', t);
    execute format(
      'create policy tenant_wall on pp.%I as restrictive to pp_app, pp_owner
         using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)))', t);
    execute format(
      'create policy steward_wall on pp.%I as restrictive to pp_steward
         using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()))', t);
    execute format('create policy steward on pp.%I to pp_steward using (true) with check (true)', t);
  end loop;
end $walls$;

grant select, insert, update on pp.user_buckets, pp.tenant_buckets, pp.call_days to pp_steward;
grant select, insert on pp.key_sessions to pp_steward;
-- Keys call this one in pp, and the steward owns it; its right to create there ends below.
grant create on schema pp to pp_steward;

set local role pp_steward;

-- A person asks for 100 calls a minute at most. An organisation's own limit is there against a runaway fleet, not against
-- a busy morning: ten people at their limit pass it.
-- Without a setting of its own, like the next one, so that it becomes part of the statement that asks.
create function pp_steward.limits_of(p_tenant int)
returns table (user_per_minute int, user_burst int, tenant_per_minute int, tenant_burst int)
language sql stable
as $f$
  select coalesce((t.limits ->> 'user_per_minute')::int, 100), coalesce((t.limits ->> 'user_burst')::int, 100),
         coalesce((t.limits ->> 'tenant_per_minute')::int, 1000), coalesce((t.limits ->> 'tenant_burst')::int, 1000)
    from pp.tenants t
   where t.tenant_id = p_tenant
$f$;

-- What a bucket holds by now. A clock that went back adds nothing.
create function pp_steward.refilled(p_tokens double precision, p_since timestamptz, p_at timestamptz, p_per_minute int, p_burst int)
returns double precision
language sql immutable
as $f$
  select least(p_burst, p_tokens + greatest(0, extract(epoch from p_at - p_since)::double precision) * p_per_minute / 60)
$f$;

-- The first call of a session is a use of the key, and the audit log says so: up to 100 sessions a day and key, so that
-- nobody can flood the log. The last of them is marked; what follows is only counted.
create function pp_steward.note_use(p_tenant int, p_kid uuid, p_person uuid, p_session uuid, p_tool text, p_at timestamptz, p_day date)
returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  most constant int := 100;
  nth  int;
begin
  update pp.call_days d set sessions = d.sessions + 1
   where d.tenant_id = p_tenant and d.kid = p_kid and d.day = p_day and d.sessions < most
  returning d.sessions into nth;
  if nth is null then
    return false;
  end if;
  insert into pp.key_sessions (tenant_id, kid, session_id, first_at) values (p_tenant, p_kid, p_session, p_at);
  insert into pp.audit_log (tenant_id, id, actor_user, action, object, detail)
  values (p_tenant, pp.uuid_now(), p_person, 'key.use', p_kid::text,
          jsonb_build_object('session', p_session, 'tool', p_tool) || case when nth = most then '{"last_of_day": true}'::jsonb else '{}' end);
  return true;
end $f$;

-- Takes one token from the person's bucket and one from the organisation's, or none; counts the call either way.
-- The person's row comes first, everywhere: two calls cannot wait for each other, and whoever is refused there never
-- touches the row that all colleagues share.
create function pp.take_call(
  p_session uuid, p_tool text, out is_allowed boolean, out wait_seconds int, out per_minute int, out burst int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
-- Somebody may keep a transaction open on their row. Colleagues do not wait for it for long.
set lock_timeout = '500ms'
as $f$
declare
  who    record;
  most   record;
  moment timestamptz;
  today  date;
begin
  select * into who from pp_auth.calling_key();
  if p_session is null or p_tool is null or p_tool !~ '^[a-z][a-z_]{0,39}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:call_malformed';
  end if;
  perform set_config('pp_steward.tenant', who.tenant::text, true);
  select * into most from pp_steward.limits_of(who.tenant);
  per_minute := most.user_per_minute;
  burst := most.user_burst;
  wait_seconds := 0;
  moment := clock_timestamp();
  today := (moment at time zone 'UTC')::date;

  insert into pp.user_buckets as b (tenant_id, user_id, tokens, updated_at)
  values (who.tenant, who.person, most.user_burst - 1, moment)
  on conflict (tenant_id, user_id) do update
     set tokens = pp_steward.refilled(b.tokens, b.updated_at, moment, most.user_per_minute, most.user_burst) - 1,
         updated_at = greatest(b.updated_at, moment)
   where pp_steward.refilled(b.tokens, b.updated_at, moment, most.user_per_minute, most.user_burst) >= 1;
  is_allowed := found;
  if not is_allowed then
    select ceil((1 - pp_steward.refilled(b.tokens, b.updated_at, moment, most.user_per_minute, most.user_burst)) * 60 / most.user_per_minute)
      into wait_seconds
      from pp.user_buckets b
     where b.tenant_id = who.tenant and b.user_id = who.person;
  else
    insert into pp.tenant_buckets as b (tenant_id, tokens, updated_at)
    values (who.tenant, most.tenant_burst - 1, moment)
    on conflict (tenant_id) do update
       set tokens = pp_steward.refilled(b.tokens, b.updated_at, moment, most.tenant_per_minute, most.tenant_burst) - 1,
           updated_at = greatest(b.updated_at, moment)
     where pp_steward.refilled(b.tokens, b.updated_at, moment, most.tenant_per_minute, most.tenant_burst) >= 1;
    is_allowed := found;
    if not is_allowed then
      update pp.user_buckets b set tokens = b.tokens + 1 where b.tenant_id = who.tenant and b.user_id = who.person;
      select ceil((1 - pp_steward.refilled(b.tokens, b.updated_at, moment, most.tenant_per_minute, most.tenant_burst)) * 60 / most.tenant_per_minute)
        into wait_seconds
        from pp.tenant_buckets b
       where b.tenant_id = who.tenant;
    end if;
  end if;

  insert into pp.call_days as d (tenant_id, kid, day, allowed, refused)
  values (who.tenant, who.kid, today, is_allowed::int, (not is_allowed)::int)
  on conflict (tenant_id, kid, day) do update
     set allowed = d.allowed + excluded.allowed, refused = d.refused + excluded.refused;

  if exists (select from pp.key_sessions s where s.tenant_id = who.tenant and s.kid = who.kid and s.session_id = p_session)
     or not pp_steward.note_use(who.tenant, who.kid, who.person, p_session, p_tool, moment, today) then
    -- Nothing but counters: a crash may lose half a second of them, and nobody waits for the disk while holding a row that
    -- others want.
    perform set_config('synchronous_commit', 'off', true);
  end if;
end $f$;

-- Sets what an organisation may call; null means the default. Bites at the next call.
create function pp_steward.set_limits(p_tenant text, p_user_per_minute int, p_user_burst int, p_tenant_per_minute int, p_tenant_burst int)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
  wanted jsonb := jsonb_strip_nulls(jsonb_build_object(
    'user_per_minute', p_user_per_minute, 'user_burst', p_user_burst,
    'tenant_per_minute', p_tenant_per_minute, 'tenant_burst', p_tenant_burst));
begin
  update pp.tenants t set limits = wanted where t.tenant_id = tenant and t.limits <> wanted;
  if found then
    perform pp_steward.audit(tenant, 'tenant.limits', p_tenant, wanted);
  end if;
end $f$;

revoke all on function
  pp.take_call(uuid, text), pp_steward.limits_of(int), pp_steward.refilled(double precision, timestamptz, timestamptz, int, int),
  pp_steward.note_use(int, uuid, uuid, uuid, text, timestamptz, date), pp_steward.set_limits(text, int, int, int, int)
  from public;
grant execute on function pp.take_call(uuid, text) to pp_app;
grant execute on function pp_steward.set_limits(text, int, int, int, int) to pp_platform;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
