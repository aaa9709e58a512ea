-- An organisation's facts are asked where its row says, and its row says so by this alone.
set local role pp_steward;

-- For the platform: where the facts are asked, and which dataset was made for the organisation last.
create function pp_steward.warehouse_of(p_tenant text, out kind text, out place text, out provisioned text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
begin
  select t.warehouse_kind, t.warehouse_place, t.provisioned_place into kind, place, provisioned
    from pp.tenants t
   where t.tenant_id = tenant;
end $f$;

-- Has the facts asked elsewhere, if they still are where the caller has seen them: in the dataset that was made for this very
-- organisation, or, without a place, in the snapshots on its machines.
create function pp_steward.move_warehouse(p_tenant text, p_seen_kind text, p_seen_place text, p_place text, p_generation text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
  was pp.tenants;
begin
  select t.* into was from pp.tenants t where t.tenant_id = tenant;
  if was.warehouse_kind is distinct from p_seen_kind or was.warehouse_place is distinct from p_seen_place then
    raise exception using errcode = '55000', message = 'pulsepoint:warehouse_moved';
  end if;
  if p_place is not null and (
       was.provisioned_place is distinct from p_place
       or not exists (select from pp_steward.datasets d where d.dataset = pp_steward.dataset_at(p_place) and d.tenant_id = tenant)) then
    raise exception using errcode = '22023', message = 'pulsepoint:place_not_provisioned';
  end if;
  update pp.tenants t
     set warehouse_kind = case when p_place is null then 'duckdb' else 'bigquery' end, warehouse_place = p_place
   where t.tenant_id = tenant;
  perform pp_steward.audit(tenant, 'tenant.move', p_tenant, jsonb_build_object(
    'from', coalesce(was.warehouse_place, was.warehouse_kind), 'to', coalesce(p_place, 'duckdb'), 'generation', p_generation));
end $f$;

revoke all on function pp_steward.warehouse_of(text), pp_steward.move_warehouse(text, text, text, text, text) from public;
grant execute on function pp_steward.warehouse_of(text), pp_steward.move_warehouse(text, text, text, text, text) to pp_platform;

reset role;
