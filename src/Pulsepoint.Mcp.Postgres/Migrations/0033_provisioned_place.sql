-- Where an organisation's dataset was made, beside the place that its questions read (0029): they are the same once its facts were
-- moved there.
set local role pp_owner;

alter table pp.tenants add column provisioned_place text
  check (provisioned_place ~ '^bigquery:[A-Za-z][A-Za-z0-9-]{0,62}[.][A-Za-z0-9_]{1,200}@[A-Za-z0-9-]{1,64}$');

set local role pp_steward;

-- Whose each dataset is, for good: facts may lie in it when its organisation has moved on, or is deleted. Google takes a project's
-- name in one case only, and datasets that differ by case alone would be a trap for people.
create table pp_steward.datasets (
  dataset    text        primary key,
  tenant_id  int         not null,
  claimed_at timestamptz not null default clock_timestamp()
);
alter table pp_steward.datasets enable row level security;
alter table pp_steward.datasets force row level security;
create policy steward on pp_steward.datasets to pp_steward using (true) with check (true);

-- For the next four: project.dataset of bigquery:project.dataset@EU.
create function pp_steward.dataset_at(p_place text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$ select lower(substring(p_place from '^bigquery:([^@]+)@')) $f$;

-- What questions read already was claimed by whoever set it.
insert into pp_steward.datasets (dataset, tenant_id)
select pp_steward.dataset_at(t.warehouse_place), min(t.tenant_id)
  from pp.tenants t
 where pp_steward.dataset_at(t.warehouse_place) is not null
 group by 1;

-- Whether this organisation may have the dataset: nobody has it, or it has. Whose it is else, is not said.
create function pp_steward.check_dataset(p_tenant text, p_place text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
begin
  if pp_steward.dataset_at(p_place) is null then
    raise exception using errcode = '22023', message = 'pulsepoint:place_malformed';
  end if;
  if exists (select from pp_steward.datasets d where d.dataset = pp_steward.dataset_at(p_place) and d.tenant_id <> tenant) then
    raise exception using errcode = '22023', message = 'pulsepoint:dataset_taken';
  end if;
end $f$;

-- Makes the dataset this organisation's. Of two that try at once, the later waits for the earlier, and is refused.
create function pp_steward.claim_dataset(p_tenant text, p_place text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  perform pp_steward.check_dataset(p_tenant, p_place);
  insert into pp_steward.datasets (dataset, tenant_id) values (pp_steward.dataset_at(p_place), tenant) on conflict do nothing;
  if found then
    perform pp_steward.audit(tenant, 'tenant.provision', p_tenant, jsonb_build_object('claimed', pp_steward.dataset_at(p_place)));
  end if;
  perform pp_steward.check_dataset(p_tenant, p_place);
end $f$;

-- Everything is there. Questions go on to read what they read before.
create function pp_steward.set_provisioned_place(p_tenant text, p_place text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  if not exists (select from pp_steward.datasets d where d.dataset = pp_steward.dataset_at(p_place) and d.tenant_id = tenant) then
    raise exception using errcode = '22023', message = 'pulsepoint:dataset_taken';
  end if;
  update pp.tenants t set provisioned_place = p_place where t.tenant_id = tenant and t.provisioned_place is distinct from p_place;
  if found then
    perform pp_steward.audit(tenant, 'tenant.provision', p_tenant, jsonb_build_object('place', p_place));
  end if;
exception
  when check_violation then
    raise exception using errcode = '22023', message = 'pulsepoint:place_malformed';
end $f$;

create function pp_steward.provisioned_place_of(p_tenant text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
begin
  return (select t.provisioned_place from pp.tenants t where t.tenant_id = tenant);
end $f$;

create or replace function pp_steward.forget_tenant(p_tenant int) returns void
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
         limits = '{}', warehouse_place = null, provisioned_place = null, google_identity = null, deleted_at = clock_timestamp()
   where t.tenant_id = p_tenant;
  delete from pp_steward.token_queue w where w.tenant_id = p_tenant;
end $f$;

revoke all on function
  pp_steward.dataset_at(text), pp_steward.check_dataset(text, text), pp_steward.claim_dataset(text, text),
  pp_steward.set_provisioned_place(text, text), pp_steward.provisioned_place_of(text)
  from public;
grant execute on function
  pp_steward.check_dataset(text, text), pp_steward.claim_dataset(text, text), pp_steward.set_provisioned_place(text, text),
  pp_steward.provisioned_place_of(text)
  to pp_platform;

reset role;
