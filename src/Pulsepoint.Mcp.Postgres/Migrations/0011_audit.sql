-- What a key does that must be remembered, and who of a tenant may read it.
set local role pp_steward;

-- How often this login has done this in the last day; counting stops at the limit.
create function pp_steward.audited_today(p_tenant int, p_action text, p_limit int) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  seen int;
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  select count(*) into seen
    from (select from pp.audit_log l
           where l.tenant_id = p_tenant and l.id >= pp.uuid_floor(clock_timestamp() - interval '1 day')
             and l.actor_login = session_user::text and l.action = p_action
           limit p_limit) as found;
  return seen;
end $f$;

revoke all on function pp_steward.audited_today(int, text, int) from public;
grant execute on function pp_steward.audited_today(int, text, int), pp_steward.audit(int, text, text, jsonb) to pp_owner;

set local role pp_owner;

grant execute on function pp.uuid_floor(timestamptz) to pp_steward;
grant select (tenant_id, id, actor_login, action) on pp.audit_log to pp_steward;
create policy steward_counts on pp.audit_log for select to pp_steward using (true);

-- A key limited to brands sees of the log and of usage only what its own person did: the rest would tell of other brands.
create policy brand_wall on pp.audit_log as restrictive to pp_app
  using ((select pp_auth.sees_all_brands()) or actor_user = (select pp_auth.user_id()));
create policy brand_wall on pp.usage_events as restrictive to pp_app
  using ((select pp_auth.sees_all_brands()) or user_id = (select pp_auth.user_id()));

-- Called where a key lacked a permission. It judges again by itself, so nothing can be put on record that did not happen;
-- false means that the key has it. A key cannot fill the log: after about a hundred of a day, the rest goes unwritten.
create function pp.deny(p_tool text, p_need int) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  perform pp_auth.require_session(0);
  if p_tool is null or p_tool !~ '^[a-z_]{1,40}$' or p_need is null or p_need not between 1 and 63 then
    raise exception using errcode = '22023', message = 'pulsepoint:denial_expected';
  end if;
  if pp_auth.tenant_if(p_need) is not null then
    return false;
  end if;
  tenant := pp_auth.tenant_if(0);
  if pp_steward.audited_today(tenant, 'permission.denied', 100) < 100 then
    perform pp_steward.audit(tenant, 'permission.denied', p_tool, jsonb_build_object('permissions', p_need));
  end if;
  -- The steward's wall shuts again for whatever the session does next in this transaction.
  perform set_config('pp_steward.tenant', '', true);
  return true;
end $f$;

revoke all on function pp.deny(text, int) from public;
grant execute on function pp.deny(text, int) to pp_app;

reset role;
