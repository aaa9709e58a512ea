-- Everything that an organisation has: handed over to it, and removed when it leaves.
set local role pp_owner;

-- When an organisation was deleted. Its row stays, without slug and name, for as long as the audit log speaks of it.
alter table pp.tenants add column deleted_at timestamptz;
-- Of a deleted one: its slug is never given to another, to whom a file that was left under it would seem to belong.
alter table pp.tenants add column former_slug bytea;

grant select, delete on
  pp.feedback, pp.questions, pp.usage_events, pp.alerts, pp.alert_rules, pp.sync_runs, pp.connections, pp.key_sessions, pp.call_days,
  pp.user_buckets, pp.tenant_buckets, pp.sales_daily, pp.ads_daily, pp.sessions_daily, pp.fx_rates_daily, pp.rollup_state, pp.brands, pp.users
  to pp_steward;
grant select on pp.audit_log to pp_steward;
create policy steward on pp.alert_rules to pp_steward using (true) with check (true);

set local role pp_auth;

-- Step by step: asked for, whereupon its keys are refused, and done, which cannot be taken back.
alter table pp_auth.tenant_status drop constraint tenant_status_status_check;
alter table pp_auth.tenant_status add constraint tenant_status_status_check check (status in ('active', 'suspended', 'deleting', 'deleted'));

-- For pp_keysmith: sets the status and says whose sessions must end.
create or replace function pp_auth.mark_status(p_tenant int, p_status text) returns setof name
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  was text;
begin
  select s.status into was from pp_auth.tenant_status s where s.tenant_id = p_tenant for update;
  if was = 'deleted' or (p_status = 'deleted' and was is distinct from 'deleting') then
    raise exception using errcode = '22023', message = 'pulsepoint:deletion_not_requested';
  end if;
  -- It would take the request back without saying so.
  if was = 'deleting' and p_status = 'suspended' then
    raise exception using errcode = '22023', message = 'pulsepoint:deletion_requested';
  end if;
  update pp_auth.tenant_status s set status = p_status, changed_at = clock_timestamp() where s.tenant_id = p_tenant;
  return query
  update pp_auth.api_keys k
     set suspended_at = case when p_status <> 'active' then coalesce(k.suspended_at, clock_timestamp()) end
   where k.tenant_id = p_tenant
  returning k.login_role;
end $f$;

-- For pp_keysmith: some keys of deleted organisations; their rows are gone, their logins are the caller's to drop.
create function pp_auth.take_deleted_keys(p_most int) returns setof name
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
  delete from pp_auth.api_keys k
   using (select d.kid
            from pp_auth.api_keys d
            join pp_auth.tenant_status s on s.tenant_id = d.tenant_id and s.status = 'deleted'
           limit p_most) as gone
   where k.kid = gone.kid
  returning k.login_role
$f$;

-- For pp_steward: an organisation's keys as they are handed over, without what could open anything.
create function pp_auth.keys_to_hand_over(p_tenant int) returns setof json
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select to_json(r)
    from (select k.kid, k.user_id, k.perms, k.brands, k.note, k.created_at, k.expires_at, k.revoked_at, k.suspended_at, k.replaced_by
            from pp_auth.api_keys k
           where k.tenant_id = p_tenant
           order by k.created_at, k.kid) as r
$f$;

revoke all on function pp_auth.take_deleted_keys(int), pp_auth.keys_to_hand_over(int) from public;
grant execute on function pp_auth.take_deleted_keys(int) to pp_keysmith;
grant execute on function pp_auth.keys_to_hand_over(int) to pp_steward;

set local role pp_steward;

-- Every table that has rows of an organisation, those that others point at last. The catalogue lint sees to it that none is
-- missing. What stays when an organisation is deleted is its row, and the record of what was done; what is kept back from an
-- export would open something.
create function pp_steward.tables_of_a_tenant() returns table (place int, name text, row_key text, stays boolean, kept_back text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  select t.place, t.name, t.row_key, t.name in ('tenants', 'audit_log'), case t.name when 'connection_secrets' then 'sealed' end
    from (values
            ( 1, 'feedback',           'question_id, user_id'),
            ( 2, 'questions',          'id'),
            ( 3, 'usage_events',       'id'),
            ( 4, 'alerts',             'id'),
            ( 5, 'alert_rules',        'id'),
            ( 6, 'sync_runs',          'id'),
            ( 7, 'connection_secrets', 'connection_id, name'),
            ( 8, 'connections',        'id'),
            ( 9, 'key_sessions',       'kid, session_id'),
            (10, 'call_days',          'kid, day'),
            (11, 'user_buckets',       'user_id'),
            (12, 'tenant_buckets',     'tenant_id'),
            (13, 'sales_daily',        'brand_id, event_date, sales_channel, customer_type'),
            (14, 'ads_daily',          'brand_id, event_date, platform, campaign'),
            (15, 'sessions_daily',     'brand_id, event_date, device'),
            (16, 'fx_rates_daily',     'date, from_ccy, to_ccy'),
            (17, 'rollup_state',       'brand_id, source'),
            (18, 'brands',             'brand_id'),
            (19, 'users',              'id'),
            (20, 'audit_log',          'id'),
            (21, 'tenants',            'tenant_id')) as t(place, name, row_key)
$f$;

-- Deleted organisations answer to no slug, whatever it is asked for.
create or replace function pp_steward.tenant_named(p_tenant text) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select t.tenant_id from pp.tenants t where t.slug = p_tenant and t.deleted_at is null $f$;

create or replace function pp_steward.ensure_tenant(
  p_slug text, p_name text, p_currency text, p_time_zone text, p_is_demo boolean)
returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  perform pp.make_partitions();
  select t.tenant_id into tenant from pp.tenants t where t.slug = p_slug;
  if tenant is null then
    -- The demo's come back: whatever was left of them is made anew.
    if not p_is_demo and exists (select from pp.tenants t where t.former_slug = sha256(convert_to(p_slug, 'UTF8'))) then
      raise exception using errcode = '22023', message = 'pulsepoint:slug_used';
    end if;
    loop
      -- Not random(): its next numbers can be computed from those seen.
      tenant := ('x' || left(replace(gen_random_uuid()::text, '-', ''), 8))::bit(32)::int & 2147483647;
      exit when tenant > 0 and not exists (select from pp.tenants t where t.tenant_id = tenant);
    end loop;
    perform set_config('pp_steward.tenant', tenant::text, true);
    perform pp_auth.open_tenant(tenant);
    insert into pp.tenants (tenant_id, slug, name, reporting_currency, reporting_time_zone, is_demo)
    values (tenant, p_slug, p_name, p_currency, p_time_zone, p_is_demo);
    perform pp_steward.audit(tenant, 'tenant.add', p_slug, null);
  else
    perform pp_steward.name_tenant(p_slug);
    update pp.tenants t
       set name = p_name, reporting_currency = p_currency, reporting_time_zone = p_time_zone, is_demo = p_is_demo
     where t.tenant_id = tenant
       and (t.name, t.reporting_currency, t.reporting_time_zone, t.is_demo)
           is distinct from (p_name, p_currency, p_time_zone, p_is_demo);
    if found then
      perform pp_steward.audit(tenant, 'tenant.change', p_slug, null);
    end if;
  end if;
  return tenant;
end $f$;

create or replace function pp_steward.name_tenant(p_slug text) returns int
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_slug);
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  perform from pp.tenants t where t.tenant_id = tenant and t.deleted_at is null for no key update;
  -- Deleted while this waited for it.
  if not found then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  return tenant;
end $f$;

-- The rows of one organisation as JSON, after each table's name alone. Stable, so that all of them are of one moment.
create function pp_steward.rows_of(p_tenant int) returns table (name text, line text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $f$
declare
  t record;
begin
  for t in select l.name, l.row_key, l.kept_back from pp_steward.tables_of_a_tenant() l order by l.place desc loop
    return query select t.name, null::text;
    return query execute format(
      'select %1$L::text, %3$s::text from pp.%1$I r where r.tenant_id = $1 order by %2$s', t.name, t.row_key,
      case when t.kept_back is null then 'to_json(r)' else format('(to_jsonb(r) - %L)', t.kept_back) end) using p_tenant;
  end loop;
  return query select 'api_keys'::text, null::text;
  return query select 'api_keys'::text, k::text from pp_auth.keys_to_hand_over(p_tenant) k;
end $f$;

-- For both doors: hands over, and puts on record that it did.
create function pp_steward.hand_over(p_tenant int) returns table (name text, line text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  -- A key that exports again and again does not fill the log.
  if pp_steward.audited_today(p_tenant, 'tenant.export', 100) < 100 then
    perform pp_steward.audit(p_tenant, 'tenant.export', null, null);
  end if;
  return query select r.name, r.line from pp_steward.rows_of(p_tenant) r;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

create function pp_steward.export_tenant(p_tenant text) returns table (name text, line text)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select h.name, h.line from pp_steward.hand_over(pp_steward.required_tenant(p_tenant)) h $f$;

-- How many rows deleting would remove.
create function pp_steward.count_rows(p_tenant text) returns table (name text, counted bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
  t      record;
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  for t in select l.name from pp_steward.tables_of_a_tenant() l where not l.stays order by l.place desc loop
    name := t.name;
    execute format('select count(*) from pp.%I where tenant_id = $1', t.name) into counted using tenant;
    return next;
  end loop;
end $f$;

-- For pp_keysmith: names the tenant and locks its row first, as whoever makes a key for it does.
create function pp_steward.hold_tenant(p_tenant text) returns int
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.name_tenant(p_tenant) $f$;

-- For pp_keysmith: takes slug and name from the organisation's row.
create function pp_steward.forget_tenant(p_tenant int) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  was text;
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  select t.slug into was from pp.tenants t where t.tenant_id = p_tenant for update;
  perform pp_steward.audit(p_tenant, 'tenant.delete', was, null);
  update pp.tenants t
     set slug = 'deleted-' || p_tenant, name = 'deleted organisation', former_slug = sha256(convert_to(was, 'UTF8')),
         limits = '{}', warehouse_place = null, deleted_at = clock_timestamp()
   where t.tenant_id = p_tenant;
end $f$;

-- Removes what deleted organisations have left, but for the record. Safe to repeat; says how much it was.
create function pp_steward.remove_deleted() returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  o    record;
  t    record;
  gone bigint;
  sum  bigint := 0;
begin
  for o in select d.tenant_id from pp.tenants d where d.deleted_at is not null loop
    perform set_config('pp_steward.tenant', o.tenant_id::text, true);
    for t in select l.name from pp_steward.tables_of_a_tenant() l where not l.stays order by l.place loop
      execute format('delete from pp.%I where tenant_id = $1', t.name) using o.tenant_id;
      get diagnostics gone = row_count;
      sum := sum + gone;
    end loop;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
  return sum;
end $f$;

create function pp_steward.set_retention(p_tenant text, p_days int) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  update pp.tenants t set retention_days = p_days where t.tenant_id = tenant and t.retention_days <> p_days;
  if found then
    perform pp_steward.audit(tenant, 'tenant.retention', p_tenant, jsonb_build_object('days', p_days));
  end if;
end $f$;

-- Every organisation that works or could again.
create or replace function pp_steward.list_tenants()
returns table (slug text, name text, status text, is_demo boolean, retention_days int, user_per_minute int, user_burst int,
               tenant_per_minute int, tenant_burst int, brands int, people int, live_keys int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  t record;
begin
  for t in
    select o.tenant_id, o.slug, o.name, o.is_demo, o.retention_days from pp.tenants o where o.deleted_at is null order by o.slug collate "C"
  loop
    perform set_config('pp_steward.tenant', t.tenant_id::text, true);
    return query
    select t.slug, t.name, s.status, t.is_demo, t.retention_days, l.user_per_minute, l.user_burst, l.tenant_per_minute, l.tenant_burst,
           (select count(*)::int from pp.brands b where b.tenant_id = t.tenant_id),
           (select count(*)::int from pp.users u where u.tenant_id = t.tenant_id and u.erased_at is null),
           s.live_keys
      from pp_auth.standing_of(t.tenant_id) s, pp_steward.limits_of(t.tenant_id) l;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- Whose rows grow old: deleted organisations', too, whose record is kept as long as they wanted it.
create function pp_steward.tenants_with_rows() returns setof text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select t.slug from pp.tenants t order by t.slug collate "C" $f$;

create function pp_steward.tenant_with_rows(p_tenant text) returns int
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := (select t.tenant_id from pp.tenants t where t.slug = p_tenant);
begin
  if tenant is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  return tenant;
end $f$;

create or replace function pp_steward.expired_rows(p_tenant text) returns table (name text, days int, expired bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_with_rows(p_tenant);
  kept   int := (select o.retention_days from pp.tenants o where o.tenant_id = tenant);
  t      record;
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  for t in select k.* from pp_steward.kept_for_a_time() k loop
    name := t.name;
    days := least(kept, t.most_days);
    execute format('select count(*) from pp.%I where tenant_id = $1 and %s', t.name, t.is_old)
      into expired using tenant, clock_timestamp() - make_interval(days => days);
    return next;
  end loop;
end $f$;

create or replace function pp_steward.remove_expired(p_tenant text, p_most int) returns table (name text, days int, expired bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_with_rows(p_tenant);
  kept   int := (select o.retention_days from pp.tenants o where o.tenant_id = tenant);
  gone   jsonb := '{}';
  t      record;
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  for t in select k.* from pp_steward.kept_for_a_time() k loop
    name := t.name;
    days := least(kept, t.most_days);
    execute format(
      'delete from pp.%1$I where tenant_id = $1 and (%2$s) in (select %2$s from pp.%1$I where tenant_id = $1 and %3$s limit $3)',
      t.name, t.row_key, t.is_old)
      using tenant, clock_timestamp() - make_interval(days => days), p_most;
    get diagnostics expired = row_count;
    if expired > 0 then
      gone := gone || jsonb_build_object(t.name, expired);
    end if;
    return next;
  end loop;
  -- A deleted organisation's record only grows less.
  if gone <> '{}' and exists (select from pp.tenants o where o.tenant_id = tenant and o.deleted_at is null) then
    perform pp_steward.audit(tenant, 'retention.run', p_tenant, gone);
  end if;
end $f$;

-- For pp_owner: how long the organisation that keeps longest keeps this; null where there is none.
create or replace function pp_steward.longest_kept(p_table text) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select max(least(o.retention_days, k.most_days))
    from pp.tenants o, pp_steward.kept_for_a_time() k
   where k.name = p_table and (o.deleted_at is null or p_table = 'audit_log')
$f$;

revoke all on function
  pp_steward.tables_of_a_tenant(), pp_steward.rows_of(int), pp_steward.hand_over(int), pp_steward.export_tenant(text),
  pp_steward.count_rows(text), pp_steward.hold_tenant(text), pp_steward.forget_tenant(int), pp_steward.remove_deleted(), pp_steward.set_retention(text, int),
  pp_steward.tenants_with_rows(), pp_steward.tenant_with_rows(text)
  from public;
grant execute on function pp_steward.hand_over(int) to pp_auth;
grant execute on function pp_steward.hold_tenant(text), pp_steward.forget_tenant(int) to pp_keysmith;
grant execute on function
  pp_steward.export_tenant(text), pp_steward.count_rows(text), pp_steward.remove_deleted(), pp_steward.set_retention(text, int),
  pp_steward.tenants_with_rows()
  to pp_platform;

set local role pp_auth;

-- The key's door to the export: always its own tenant, and only a key that may administer all of it.
create function pp_auth.export_own_tenant() returns table (name text, line text)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select h.name, h.line from pp_steward.hand_over(pp_auth.administered_tenant()) h $f$;

revoke all on function pp_auth.export_own_tenant() from public;
grant execute on function pp_auth.export_own_tenant() to pp_app;

set local role pp_keysmith;

-- Suspends a tenant, lets it work again, or asks for its deletion, which only delete_tenant brings about. Sessions are cut,
-- too: one in an old snapshot would not see the new status.
create or replace function pp_admin.set_tenant_status(p_tenant text, p_status text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_named(p_tenant);
  logins name[];
begin
  if tenant is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  if p_status not in ('active', 'suspended', 'deleting') then
    raise exception using errcode = '22023', message = 'pulsepoint:deletion_not_requested';
  end if;
  select array_agg(m) into logins from pp_auth.mark_status(tenant, p_status) m;
  if p_status <> 'active' then
    perform pp_admin.cut_sessions(logins);
  end if;
  perform pp_steward.audit(tenant, 'tenant.' || p_status, p_tenant, null);
end $f$;

-- The second step: no key of it works again, and nobody finds it any more. Its rows and logins go afterwards, in steps.
create function pp_admin.delete_tenant(p_tenant text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.hold_tenant(p_tenant);
begin
  perform pp_admin.cut_sessions(array(select m from pp_auth.mark_status(tenant, 'deleted') m));
  perform pp_steward.forget_tenant(tenant);
end $f$;

-- Drops logins of deleted organisations, some at a time: a transaction can hold only so many locks.
create function pp_admin.drop_deleted_keys(p_most int) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  login   name;
  dropped int := 0;
begin
  for login in select k from pp_auth.take_deleted_keys(p_most) k loop
    execute format('alter role %I nologin', login);
    perform pp_admin.cut_sessions(array[login]);
    begin
      -- A login may have left defaults of its own, which would keep it.
      execute format('grant %I to pp_keysmith', login);
      execute format('drop owned by %I', login);
      execute format('drop role %I', login);
    exception
      -- One that cannot be dropped must not keep all the others. It is locked, and no key's any more.
      when others then
        raise warning 'pulsepoint: login % could not be dropped: %', login, sqlerrm;
    end;
    dropped := dropped + 1;
  end loop;
  return dropped;
end $f$;

revoke all on function pp_admin.delete_tenant(text), pp_admin.drop_deleted_keys(int) from public;
grant execute on function pp_admin.delete_tenant(text), pp_admin.drop_deleted_keys(int) to pp_platform;

reset role;
