-- Forgetting a person. The id stays, so that counts and the record of who did what remain true; what leads from it to the
-- person goes, and so do the texts that the person wrote. Keys end first: nobody works under a name that is gone.
set local role pp_owner;

grant select (tenant_id, user_id, question), update (question) on pp.questions to pp_steward;
grant select (tenant_id, user_id, expected, note), update (expected, note) on pp.feedback to pp_steward;
create policy steward on pp.questions to pp_steward using (true) with check (true);
create policy steward on pp.feedback to pp_steward using (true) with check (true);

set local role pp_auth;

-- For pp_keysmith: what of a person's keys is still to be ended.
create function pp_auth.unended_keys(p_tenant int, p_user uuid) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select k.kid from pp_auth.api_keys k where k.tenant_id = p_tenant and k.user_id = p_user and k.revoked_at is null order by k.kid
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

revoke all on function pp_auth.unended_keys(int, uuid), pp_auth.forget_notes(int, uuid), pp_auth.erase_in_own_tenant(uuid) from public;
grant execute on function pp_auth.unended_keys(int, uuid), pp_auth.forget_notes(int, uuid) to pp_keysmith;
grant execute on function pp_auth.erase_in_own_tenant(uuid) to pp_app;

set local role pp_steward;

create function pp_steward.forget_person(p_tenant int, p_user uuid, p_keys int, out questions int, out feedback int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  update pp.users u
     set name = 'erased person', email = u.id::text || '@erased.invalid', erased_at = coalesce(u.erased_at, clock_timestamp())
   where u.tenant_id = p_tenant and u.id = p_user;
  if not found then
    raise exception using errcode = 'P0002', message = 'pulsepoint:user_unknown';
  end if;
  update pp.questions q set question = null where q.tenant_id = p_tenant and q.user_id = p_user and q.question is not null;
  get diagnostics questions = row_count;
  update pp.feedback f set expected = null, note = null
   where f.tenant_id = p_tenant and f.user_id = p_user and (f.expected is not null or f.note is not null);
  get diagnostics feedback = row_count;
  perform pp_steward.audit(p_tenant, 'user.erase', p_user::text,
                           jsonb_build_object('keys', p_keys, 'questions', questions, 'feedback', feedback));
end $f$;

revoke all on function pp_steward.forget_person(int, uuid, int) from public;
grant execute on function pp_steward.forget_person(int, uuid, int) to pp_keysmith;

set local role pp_keysmith;

create function pp_admin.forget_person(p_tenant int, p_user uuid, out keys int, out questions int, out feedback int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  k uuid;
begin
  keys := 0;
  for k in select u from pp_auth.unended_keys(p_tenant, p_user) u loop
    perform pp_admin.end_key(k, p_tenant);
    keys := keys + 1;
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
