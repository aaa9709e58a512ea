-- Making and ending key logins. CREATEROLE is reachable only inside these functions. The caller passes a SCRAM verifier and a
-- hash that were made on its side: neither the key nor its password is ever part of a statement.
set local role pp_keysmith;

create function pp_admin.issue_key(
  p_kid uuid, p_tenant text, p_user uuid, p_hash bytea, p_scram text, p_perms int, p_brands text[], p_expires timestamptz)
returns name
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  login  name := 'pp_k_' || replace(p_kid::text, '-', '');
  tenant int;
begin
  if p_scram !~ '^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+[$][A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:verifier_expected';
  end if;
  if p_expires <= clock_timestamp() or p_expires > clock_timestamp() + interval '366 days' then
    raise exception using errcode = '22023', message = 'pulsepoint:expiry_out_of_range';
  end if;
  tenant := pp_steward.tenant_of_key(p_tenant, p_user, p_brands);
  execute format(
    'create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit connection limit 5 password %L valid until %L in role pp_app',
    login, p_scram, p_expires);
  execute format('alter role %I set statement_timeout = ''30s''', login);
  perform pp_auth.store_key(p_kid, tenant, p_user, login, p_hash, p_perms, p_brands, p_expires);
  perform pp_steward.audit(tenant, 'key.issue', p_kid::text,
                           jsonb_build_object('user', p_user, 'perms', p_perms, 'brands', p_brands, 'expires_at', p_expires));
  return login;
end $f$;

-- How many sessions of these logins were cut. What ends a key cuts at once, and its caller cuts again after the commit
-- (cut_refused): until then the login is still good, and a session that began in between could keep an old snapshot.
create function pp_admin.cut_sessions(p_logins name[]) returns int
language sql volatile
set search_path = pg_catalog, pg_temp
as $f$
  select count(*) filter (where pg_terminate_backend(a.pid))::int
    from pg_stat_get_activity(null) a
    join pg_roles r on r.oid = a.usesysid
   where r.rolname = any (p_logins)
$f$;

-- Ends a key at once; false where there is no such key.
create function pp_admin.revoke_key(p_kid uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  k record;
begin
  select m.login, m.tenant into k from pp_auth.mark_revoked(p_kid) m;
  if k.login is null then
    return false;
  end if;
  execute format('alter role %I nologin', k.login);
  perform pp_steward.audit(k.tenant, 'key.revoke', p_kid::text,
                           jsonb_build_object('sessions', pp_admin.cut_sessions(array[k.login])));
  return true;
end $f$;

-- Suspends a tenant or lets it work again. Sessions are cut, too: one in an old snapshot would not see the new status.
create function pp_admin.set_tenant_status(p_tenant text, p_status text) returns void
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
  select array_agg(m) into logins from pp_auth.mark_status(tenant, p_status) m;
  if p_status <> 'active' then
    perform pp_admin.cut_sessions(logins);
  end if;
  perform pp_steward.audit(tenant, 'tenant.' || p_status, p_tenant, null);
end $f$;

create function pp_admin.cut_refused() returns int
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_admin.cut_sessions(array(select pp_auth.refused_logins())) $f$;

revoke all on all functions in schema pp_admin from public;
alter default privileges in schema pp_admin revoke execute on functions from public;
grant usage on schema pp_admin to pp_platform;
grant execute on function
  pp_admin.issue_key(uuid, text, uuid, bytea, text, int, text[], timestamptz), pp_admin.revoke_key(uuid),
  pp_admin.set_tenant_status(text, text), pp_admin.cut_refused()
  to pp_platform;

reset role;
