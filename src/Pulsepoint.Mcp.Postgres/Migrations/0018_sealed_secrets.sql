-- What opens the shops and ad accounts of an organisation: sealed by us before it comes here, so that whoever has the database
-- or a backup of it has nothing. No key of an organisation can read it, not even sealed.
set local role pp_owner;

create table pp.connection_secrets (
  tenant_id     int         not null,
  connection_id uuid        not null,
  brand_id      text        not null,
  name          text        not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  key_id        text        not null check (key_id ~ '^[0-9a-f]{16}$'),
  sealed        bytea       not null check (octet_length(sealed) between 29 and 65536),
  sealed_at     timestamptz not null default clock_timestamp(),
  primary key (tenant_id, connection_id, name),
  foreign key (tenant_id, brand_id, connection_id) references pp.connections (tenant_id, brand_id, id)
);

alter table pp.connection_secrets enable row level security;
alter table pp.connection_secrets force row level security;
create policy tenant_wall on pp.connection_secrets as restrictive to pp_app, pp_owner
  using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)));
create policy brand_wall on pp.connection_secrets as restrictive to pp_app
  using ((select pp_auth.sees_all_brands()) or brand_id = any ((select pp_auth.brands_allowed())::text[]));
create policy steward_wall on pp.connection_secrets as restrictive to pp_steward
  using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()));
create policy steward on pp.connection_secrets to pp_steward using (true) with check (true);
grant select, insert, update, delete on pp.connection_secrets to pp_steward;

set local role pp_steward;

-- For both ways to write: the connection that a secret is for.
create function pp_steward.connection_of(p_tenant int, p_brand text, p_source text) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $f$
declare
  connection uuid := (select c.id from pp.connections c
                       where c.tenant_id = p_tenant and c.brand_id = p_brand and c.source = p_source and c.status <> 'removed');
begin
  if connection is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:connection_unknown';
  end if;
  return connection;
end $f$;

-- Keeps a secret in place of the one of that name.
create function pp_steward.keep_secret(p_tenant text, p_brand text, p_source text, p_name text, p_key_id text, p_sealed bytea) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant     int := pp_steward.name_tenant(p_tenant);
  connection uuid := pp_steward.connection_of(tenant, p_brand, p_source);
begin
  insert into pp.connection_secrets as s (tenant_id, connection_id, brand_id, name, key_id, sealed)
  values (tenant, connection, p_brand, p_name, p_key_id, p_sealed)
  on conflict (tenant_id, connection_id, name) do update
     set key_id = excluded.key_id, sealed = excluded.sealed, sealed_at = clock_timestamp();
  perform pp_steward.audit(tenant, 'secret.set', p_brand || '/' || p_source || '/' || p_name, jsonb_build_object('key', p_key_id));
end $f$;

-- False where there was none.
create function pp_steward.remove_secret(p_tenant text, p_brand text, p_source text, p_name text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant     int := pp_steward.name_tenant(p_tenant);
  connection uuid := pp_steward.connection_of(tenant, p_brand, p_source);
begin
  delete from pp.connection_secrets s where s.tenant_id = tenant and s.connection_id = connection and s.name = p_name;
  if not found then
    return false;
  end if;
  perform pp_steward.audit(tenant, 'secret.remove', p_brand || '/' || p_source || '/' || p_name, null);
  return true;
end $f$;

-- The secrets of one organisation, sealed as they are.
create function pp_steward.sealed_secrets(p_tenant text)
returns table (brand_id text, source text, name text, key_id text, sealed bytea, sealed_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  return query
  select s.brand_id, c.source, s.name, s.key_id, s.sealed, s.sealed_at
    from pp.connection_secrets s
    join pp.connections c on c.tenant_id = s.tenant_id and c.id = s.connection_id
   where s.tenant_id = tenant
   order by s.brand_id collate "C", c.source collate "C", s.name collate "C";
end $f$;

-- Puts a secret under another sealing key, unless it was changed meanwhile: then false, and it stays as it is.
create function pp_steward.reseal_secret(
  p_tenant text, p_brand text, p_source text, p_name text, p_was bytea, p_key_id text, p_sealed bytea)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  update pp.connection_secrets s
     set key_id = p_key_id, sealed = p_sealed, sealed_at = clock_timestamp()
    from pp.connections c
   where s.tenant_id = tenant and s.brand_id = p_brand and s.name = p_name and s.sealed = p_was
     and c.tenant_id = s.tenant_id and c.id = s.connection_id and c.source = p_source;
  if not found then
    return false;
  end if;
  perform pp_steward.audit(tenant, 'secret.reseal', p_brand || '/' || p_source || '/' || p_name, jsonb_build_object('key', p_key_id));
  return true;
end $f$;

revoke all on function
  pp_steward.connection_of(int, text, text), pp_steward.keep_secret(text, text, text, text, text, bytea),
  pp_steward.remove_secret(text, text, text, text), pp_steward.sealed_secrets(text),
  pp_steward.reseal_secret(text, text, text, text, bytea, text, bytea)
  from public;
grant execute on function
  pp_steward.keep_secret(text, text, text, text, text, bytea), pp_steward.remove_secret(text, text, text, text),
  pp_steward.sealed_secrets(text), pp_steward.reseal_secret(text, text, text, text, bytea, text, bytea)
  to pp_platform;

reset role;
