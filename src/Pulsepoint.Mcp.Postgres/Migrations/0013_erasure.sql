-- Forgetting a person. The id stays, so that counts and the record of who did what remain true; what leads from it to the
-- person goes, and so do the texts that the person wrote. Keys end first: nobody works under a name that is gone.
set local role pp_owner;

grant select (tenant_id, user_id, question), update (question) on pp.questions to pp_steward;
grant select (tenant_id, user_id, expected, note), update (expected, note) on pp.feedback to pp_steward;
create policy steward on pp.questions to pp_steward using (true) with check (true);
create policy steward on pp.feedback to pp_steward using (true) with check (true);

set local role pp_auth;

-- For pp_keysmith: a person's keys, and which of them are still to be ended.
create function pp_auth.keys_of_person(p_tenant int, p_user uuid) returns table (kid uuid, is_live boolean)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
  select k.kid, k.revoked_at is null from pp_auth.api_keys k where k.tenant_id = p_tenant and k.user_id = p_user order by k.kid
$f$;

-- For pp_keysmith: a note may say whose laptop it is.
create function pp_auth.forget_notes(p_tenant int, p_user uuid) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  update pp_auth.api_keys k set note = null where k.tenant_id = p_tenant and k.user_id = p_user and k.note is not null
$f$;

create function pp_auth.erase_in_own_tenant(p_user uuid, out keys int, out questions int, out feedback int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_auth.administered_tenant();
begin
  -- It would end the key that asks, and with its answer everything would be undone.
  if p_user = pp_auth.user_id() then
    raise exception using errcode = '22023', message = 'pulsepoint:own_person';
  end if;
  select f.keys, f.questions, f.feedback into keys, questions, feedback from pp_admin.forget_person(tenant, p_user) f;
end $f$;

revoke all on function pp_auth.keys_of_person(int, uuid), pp_auth.forget_notes(int, uuid), pp_auth.erase_in_own_tenant(uuid) from public;
grant execute on function pp_auth.keys_of_person(int, uuid), pp_auth.forget_notes(int, uuid) to pp_keysmith;
grant execute on function pp_auth.erase_in_own_tenant(uuid) to pp_app;

set local role pp_steward;

create function pp_steward.forget_person(p_tenant int, p_user uuid, p_keys int, out questions int, out feedback int)
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
  -- On record once: repeated for nothing, it would only fill the log.
  if is_first or p_keys + questions + feedback > 0 then
    perform pp_steward.audit(p_tenant, 'user.erase', p_user::text,
                             jsonb_build_object('keys', p_keys, 'questions', questions, 'feedback', feedback));
  end if;
end $f$;

-- Names the tenant and locks its row, which issuing a key does, too: no key is made for a person who is being forgotten.
create function pp_steward.hold_person(p_tenant int, p_user uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  perform from pp.tenants t where t.tenant_id = p_tenant for no key update;
  if not exists (select from pp.users u where u.tenant_id = p_tenant and u.id = p_user) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:user_unknown';
  end if;
end $f$;

revoke all on function pp_steward.forget_person(int, uuid, int), pp_steward.hold_person(int, uuid) from public;
grant execute on function pp_steward.forget_person(int, uuid, int), pp_steward.hold_person(int, uuid) to pp_keysmith;

set local role pp_keysmith;

create function pp_admin.forget_person(p_tenant int, p_user uuid, out keys int, out questions int, out feedback int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  k record;
begin
  perform pp_steward.hold_person(p_tenant, p_user);
  keys := 0;
  -- Those that ended before, too, whose sessions it cuts: its caller repeats it after the commit, until when they were good.
  for k in select p.kid, p.is_live from pp_auth.keys_of_person(p_tenant, p_user) p loop
    perform pp_admin.end_key(k.kid, p_tenant);
    keys := keys + k.is_live::int;
  end loop;
  perform pp_auth.forget_notes(p_tenant, p_user);
  select f.questions, f.feedback into questions, feedback from pp_steward.forget_person(p_tenant, p_user, keys) f;
end $f$;

create function pp_admin.erase_user(p_tenant text, p_user uuid, out keys int, out questions int, out feedback int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_named(p_tenant);
begin
  if tenant is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  select f.keys, f.questions, f.feedback into keys, questions, feedback from pp_admin.forget_person(tenant, p_user) f;
end $f$;

revoke all on function pp_admin.forget_person(int, uuid), pp_admin.erase_user(text, uuid) from public;
grant execute on function pp_admin.forget_person(int, uuid) to pp_auth;
grant execute on function pp_admin.erase_user(text, uuid) to pp_platform;

reset role;
