-- Keys of every brand are not asked about brands at each row. A key is in one of two groups, and the brand walls bind the
-- second: keys of some brands. Neither can become the other, and as pp_app, which both can become, nothing of a brand is seen.
do $needed$
begin
  if to_regrole('pp_app_some') is null then
    raise exception using errcode = '55000', message = 'pulsepoint:bootstrap_needed';
  end if;
end $needed$;

set local role pp_auth;

-- The tenant of this session if its key holds every bit of `need`, else null, which no row equals. A key of some brands that
-- was put into the group of those of every brand has none: no brand wall would bind it.
create or replace function pp_auth.tenant_if(need int) returns int
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  select k.tenant_id into tenant
    from pp_auth.live_key k
   where k.perms & need = need
     and (k.brands is null or not pg_has_role(session_user, 'pp_app_all', 'member'));
  return tenant;
end $f$;

create function pp_auth.keys_by_group() returns table (login name, has_every_brand boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select k.login_role, k.brands is null from pp_auth.api_keys k $f$;

revoke all on function pp_auth.keys_by_group() from public;
grant execute on function pp_auth.keys_by_group() to pp_keysmith;

set local role pp_keysmith;

do $groups$
declare
  k record;
begin
  for k in select g.login, g.has_every_brand from pp_auth.keys_by_group() g loop
    execute format('grant %I to %I', case when k.has_every_brand then 'pp_app_all' else 'pp_app_some' end, k.login);
    execute format('revoke pp_app from %I', k.login);
  end loop;
end $groups$;

-- What issuing and replacing have in common: the login, the row, the audit.
create or replace function pp_admin.add_key(
  p_kid uuid, p_tenant int, p_user uuid, p_hash bytea, p_scram text, p_perms int, p_brands text[], p_expires timestamptz, p_note text)
returns name
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  login name := 'pp_k_' || replace(p_kid::text, '-', '');
begin
  if p_scram !~ '^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+[$][A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:verifier_expected';
  end if;
  if p_expires <= clock_timestamp() or p_expires > clock_timestamp() + interval '366 days' then
    raise exception using errcode = '22023', message = 'pulsepoint:expiry_out_of_range';
  end if;
  execute format(
    'create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit connection limit 5 password %L valid until %L in role %I',
    login, p_scram, p_expires, case when p_brands is null then 'pp_app_all' else 'pp_app_some' end);
  execute format('alter role %I set statement_timeout = ''30s''', login);
  perform pp_auth.store_key(p_kid, p_tenant, p_user, login, p_hash, p_perms, p_brands, p_expires, p_note);
  perform pp_steward.audit(p_tenant, 'key.issue', p_kid::text,
                           jsonb_build_object('user', p_user, 'perms', p_perms, 'brands', p_brands, 'expires_at', p_expires));
  return login;
end $f$;

set local role pp_auth;
drop function pp_auth.keys_by_group();

set local role pp_owner;

do $walls$
declare
  p record;
begin
  for p in
    select w.polname, w.polrelid::regclass as name, w.polname = 'brand_wall' as is_wall
      from pg_policy w
     where w.polroles @> array[to_regrole('pp_app')::oid]
       and (w.polpermissive or w.polname = 'brand_wall')
       and exists (select from pg_policy b where b.polrelid = w.polrelid and b.polname = 'brand_wall')
  loop
    execute format('alter policy %I on %s to %s', p.polname, p.name, case when p.is_wall then 'pp_app_some' else 'pp_app_all, pp_app_some' end);
  end loop;
end $walls$;

reset role;
