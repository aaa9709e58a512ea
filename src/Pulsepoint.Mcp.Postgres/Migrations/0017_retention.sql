-- What is older than an organisation keeps it goes: whole months at once where nobody keeps them, else row by row. Months are
-- the owner's, rows are the steward's; the platform may call the two, and can remove nothing that is not old enough.
set local role pp_owner;

grant select (id), delete on pp.questions to pp_steward;
grant select (question_id, given_at), delete on pp.feedback to pp_steward;
grant select (tenant_id, id), delete on pp.usage_events to pp_steward;
grant select (tenant_id, id, started_at), delete on pp.sync_runs to pp_steward;
grant select (tenant_id, id, fired_at), delete on pp.alerts to pp_steward;
grant delete on pp.audit_log, pp.call_days, pp.key_sessions to pp_steward;
create policy steward on pp.usage_events to pp_steward using (true) with check (true);
create policy steward on pp.sync_runs to pp_steward using (true) with check (true);
create policy steward on pp.alerts to pp_steward using (true) with check (true);
create policy steward_expires on pp.audit_log for delete to pp_steward using (true);

set local role pp_steward;

-- What is kept for a time, by what its rows are known, and how old they are before `$2`. The record of what was asked and done is
-- kept as long as the organisation says; what is only there to run the service, 90 days, or shorter.
create function pp_steward.kept_for_a_time()
returns table (name text, row_key text, is_old text, most_days int)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  values ('alerts',       'id',                   'fired_at < $2',                             null::int),
         ('audit_log',    'id',                   'id < pp.uuid_floor($2)',                    null),
         ('call_days',    'kid, day',             'day < ($2 at time zone ''UTC'')::date',     null),
         ('feedback',     'question_id, user_id', 'given_at < $2',                             null),
         ('key_sessions', 'kid, session_id',      'first_at < $2',                             90),
         ('questions',    'id',                   'id < pp.uuid_floor($2)',                    null),
         ('sync_runs',    'id',                   'started_at < $2',                           90),
         ('usage_events', 'id',                   'id < pp.uuid_floor($2)',                    90)
$f$;

-- How many rows of one organisation are older than it keeps them.
create function pp_steward.expired_rows(p_tenant text) returns table (name text, days int, expired bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
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

-- Removes them, at most so many of a table in one call, so that no transaction grows long; says what it removed, and puts it on
-- record. Called until it removes less.
create function pp_steward.remove_expired(p_tenant text, p_most int) returns table (name text, days int, expired bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
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
  if gone <> '{}' then
    perform pp_steward.audit(tenant, 'retention.run', p_tenant, gone);
  end if;
end $f$;

-- For pp_owner: how long the organisation that keeps longest keeps this; null where there is none.
create function pp_steward.longest_kept(p_table text) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select max(least(o.retention_days, k.most_days))
    from pp.tenants o, pp_steward.kept_for_a_time() k
   where k.name = p_table
$f$;

-- For pp_owner: whose rows a month holds, which is a range of ids. About to be dropped, they are put on record.
create function pp_steward.rows_of_month(p_table text, p_month text, p_from uuid, p_until uuid, p_apply boolean)
returns table (slug text, expired bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  o record;
begin
  for o in select t.tenant_id, t.slug from pp.tenants t order by t.slug collate "C" loop
    perform set_config('pp_steward.tenant', o.tenant_id::text, true);
    execute format('select count(*) from pp.%I where tenant_id = $1 and id >= $2 and id < $3', p_table)
      into expired using o.tenant_id, p_from, p_until;
    continue when expired = 0;
    slug := o.slug;
    if p_apply then
      perform pp_steward.audit(o.tenant_id, 'retention.run', p_month, jsonb_build_object(p_table, expired));
    end if;
    return next;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

revoke all on function
  pp_steward.kept_for_a_time(), pp_steward.expired_rows(text), pp_steward.remove_expired(text, int), pp_steward.longest_kept(text),
  pp_steward.rows_of_month(text, text, uuid, uuid, boolean)
  from public;
grant execute on function pp_steward.longest_kept(text), pp_steward.rows_of_month(text, text, uuid, uuid, boolean) to pp_owner;
grant execute on function pp_steward.expired_rows(text), pp_steward.remove_expired(text, int) to pp_platform;

set local role pp_owner;

-- Months that nobody keeps any more, with whose rows they hold; dropped if `p_apply`. Does not wait long for a session that
-- holds one: everybody else would wait behind it.
create function pp.drop_months(p_apply boolean) returns table (month text, name text, slug text, expired bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  p record;
begin
  for p in
    select c.relname::text as child, o.relname::text as parent, to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as first
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
      join pg_class o on o.oid = i.inhparent
     where o.oid in ('pp.questions'::regclass, 'pp.usage_events'::regclass, 'pp.audit_log'::regclass)
       and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
     order by c.relname
  loop
    continue when coalesce(
      (p.first + interval '1 month') at time zone 'UTC' > clock_timestamp() - make_interval(days => pp_steward.longest_kept(p.parent)), true);
    return query
    select p.child, p.parent, r.slug, coalesce(r.expired, 0)
      from (values (1)) as one
      left join lateral pp_steward.rows_of_month(
        p.parent, p.child, pp.uuid_floor(p.first at time zone 'UTC'), pp.uuid_floor((p.first + interval '1 month') at time zone 'UTC'), p_apply) r
        on true;
    if p_apply then
      execute format('drop table pp.%I', p.child);
    end if;
  end loop;
end $f$;

revoke all on function pp.drop_months(boolean) from public;
grant execute on function pp.drop_months(boolean) to pp_steward;

set local role pp_steward;

-- The platform's door to it: of the schema with the tables, the platform has not even the use.
create function pp_steward.drop_months(p_apply boolean) returns table (month text, name text, slug text, expired bigint)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select m.month, m.name, m.slug, m.expired from pp.drop_months(p_apply) m $f$;

revoke all on function pp_steward.drop_months(boolean) from public;
grant execute on function pp_steward.drop_months(boolean) to pp_platform;

reset role;
