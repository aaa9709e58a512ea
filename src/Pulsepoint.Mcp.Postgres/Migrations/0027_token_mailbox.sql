-- How an analyst's machine comes by an access token of its organisation's own service identity without ever holding a key of it: a
-- key asks here with the public half of a pair that was made for this one request, the platform's worker mints a token and puts it
-- back sealed to that half, and only sessions of the same key read it. What is in these rows opens nothing without the API key.
set local role pp_auth;

-- For pp_steward: what a key that is good now may do; null where it is not, or is another organisation's.
create function pp_auth.permissions_now(p_kid uuid, p_tenant int) returns int
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
  select k.perms
    from pp_auth.api_keys k
   where k.kid = p_kid and k.tenant_id = p_tenant and k.revoked_at is null and k.suspended_at is null and k.expires_at > clock_timestamp()
$f$;

revoke all on function pp_auth.permissions_now(uuid, int) from public;
grant execute on function pp_auth.permissions_now(uuid, int) to pp_steward;

set local role pp_owner;

-- Whom Google sees. No two organisations may share one: it is what keeps their datasets and topics apart.
alter table pp.tenants add column google_identity text
  check (google_identity ~ '^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]{1,100}\.iam\.gserviceaccount\.com$');
create unique index tenants_google_identity on pp.tenants (google_identity);

create table pp.token_requests (
  tenant_id   int         not null references pp.tenants (tenant_id),
  id          uuid        not null,
  kid         uuid        not null,
  public_key  bytea       not null check (octet_length(public_key) = 91),
  keepsake    bytea       not null check (octet_length(keepsake) between 29 and 1024),
  asked_at    timestamptz not null default clock_timestamp(),
  asked_until timestamptz not null,
  identity    text,
  sealed      bytea       check (octet_length(sealed) between 120 and 16384),
  token_until timestamptz,
  refusal     text        check (refusal in ('identity_missing', 'identity_refused', 'request_malformed')),
  primary key (tenant_id, id),
  check ((sealed is null) = (token_until is null) and (sealed is null) = (identity is null) and (sealed is null or refusal is null))
);
create index token_requests_by_key on pp.token_requests (tenant_id, kid, asked_at desc);

-- When each key asked in the last hour.
create table pp.token_askings (
  tenant_id int           not null references pp.tenants (tenant_id),
  kid       uuid          not null,
  asked_at  timestamptz[] not null,
  primary key (tenant_id, kid)
);

do $walls$
declare
  t text;
begin
  foreach t in array array['token_requests', 'token_askings'] loop
    execute format('alter table pp.%I enable row level security', t);
    execute format('alter table pp.%I force row level security', t);
    execute format(
      'create policy tenant_wall on pp.%I as restrictive to pp_app, pp_owner
         using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)))', t);
    execute format(
      'create policy steward_wall on pp.%I as restrictive to pp_steward
         using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()))', t);
    execute format('create policy steward on pp.%I to pp_steward using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on pp.%I to pp_steward', t);
  end loop;
end $walls$;

-- Keys call functions in pp that the steward owns; its right to create there ends below.
grant create on schema pp to pp_steward;

set local role pp_steward;

-- Which requests wait, of all organisations, so that the worker need not go through every one of them each second. Numbers alone.
create table pp_steward.token_queue (
  tenant_id   int         not null,
  id          uuid        not null,
  asked_at    timestamptz not null default clock_timestamp(),
  taken_until timestamptz not null default '-infinity',
  primary key (tenant_id, id)
);
alter table pp_steward.token_queue enable row level security;
alter table pp_steward.token_queue force row level security;
create policy steward on pp_steward.token_queue to pp_steward using (true) with check (true);

-- For the next two: what the asking key gets to know of a request.
create function pp_steward.token_post(
  p_request pp.token_requests, out id uuid, out public_key bytea, out keepsake bytea, out asked_until timestamptz, out sealed bytea,
  out token_until timestamptz, out seconds_left int, out refusal text, out wait_seconds int)
language sql stable
set search_path = pg_catalog, pg_temp
as $f$
  select p_request.id, p_request.public_key, p_request.keepsake, p_request.asked_until, p_request.sealed, p_request.token_until,
         floor(extract(epoch from p_request.token_until - clock_timestamp()))::int, p_request.refusal, 0
$f$;

-- Asks for a token, or finds what this key asked for before: a token with more than five minutes to go, or a request that waits.
-- So one token serves all processes of a key. `p_instead` names one that turned out to be of no use. Six an hour are asked for at
-- most; beyond, there is nothing but the seconds to wait.
create function pp.ask_token(
  p_id uuid, p_public_key bytea, p_keepsake bytea, p_instead uuid, out id uuid, out public_key bytea, out keepsake bytea,
  out asked_until timestamptz, out sealed bytea, out token_until timestamptz, out seconds_left int, out refusal text, out wait_seconds int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  most constant int := 6;
  who     record;
  own     text;
  moment  timestamptz;
  askings timestamptz[];
  request pp.token_requests;
begin
  select * into who from pp_auth.calling_key();
  perform set_config('pp_steward.tenant', who.tenant::text, true);
  -- An uncompressed point of P-256, as every library writes it.
  if p_id is null or p_public_key is null or octet_length(p_public_key) <> 91
     or substring(p_public_key from 1 for 27) <> '\x3059301306072a8648ce3d020106082a8648ce3d03010703420004'
     or p_keepsake is null or octet_length(p_keepsake) not between 29 and 1024 then
    raise exception using errcode = '22023', message = 'pulsepoint:token_request_malformed';
  end if;
  own := (select t.google_identity from pp.tenants t where t.tenant_id = who.tenant and t.deleted_at is null);
  if own is null then
    raise exception using errcode = '55000', message = 'pulsepoint:google_identity_missing';
  end if;

  -- Locks the key's row, so that two of its processes do not both ask.
  insert into pp.token_askings as a (tenant_id, kid, asked_at) values (who.tenant, who.kid, '{}')
  on conflict (tenant_id, kid) do update set asked_at = a.asked_at
  returning a.asked_at into askings;
  moment := clock_timestamp();

  select r.* into request
    from pp.token_requests r
   where r.tenant_id = who.tenant and r.kid = who.kid and r.id is distinct from p_instead
     and ((r.identity = own and r.token_until > moment + interval '5 minutes')
          or (r.sealed is null and r.refusal is null and r.asked_until > moment + interval '30 seconds'))
   order by r.token_until desc nulls last, r.asked_at desc
   limit 1;
  if not found then
    askings := array(select a from unnest(askings) a where a > moment - interval '1 hour' order by a);
    if cardinality(askings) >= most then
      wait_seconds := greatest(1, ceil(extract(epoch from askings[1] + interval '1 hour' - moment))::int);
      perform set_config('pp_steward.tenant', '', true);
      return;
    end if;
    insert into pp.token_requests as r (tenant_id, id, kid, public_key, keepsake, asked_until)
    values (who.tenant, p_id, who.kid, p_public_key, p_keepsake, moment + interval '10 minutes')
    on conflict do nothing
    returning r.* into request;
    if not found then
      raise exception using errcode = '22023', message = 'pulsepoint:token_request_malformed';
    end if;
    update pp.token_askings a set asked_at = askings || moment where a.tenant_id = who.tenant and a.kid = who.kid;
    insert into pp_steward.token_queue (tenant_id, id) values (who.tenant, p_id);
    perform pp_steward.audit(who.tenant, 'token.ask', p_id::text, jsonb_build_object('key', who.kid));
  end if;
  select p.* into id, public_key, keepsake, asked_until, sealed, token_until, seconds_left, refusal, wait_seconds from pp_steward.token_post(request) p;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- How a request of this very key stands.
create function pp.token_answer(
  p_id uuid, out id uuid, out public_key bytea, out keepsake bytea, out asked_until timestamptz, out sealed bytea, out token_until timestamptz,
  out seconds_left int, out refusal text, out wait_seconds int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who     record;
  request pp.token_requests;
begin
  select * into who from pp_auth.calling_key();
  perform set_config('pp_steward.tenant', who.tenant::text, true);
  select r.* into request from pp.token_requests r where r.tenant_id = who.tenant and r.kid = who.kid and r.id = p_id;
  if not found then
    raise exception using errcode = 'P0002', message = 'pulsepoint:token_request_unknown';
  end if;
  select p.* into id, public_key, keepsake, asked_until, sealed, token_until, seconds_left, refusal, wait_seconds from pp_steward.token_post(request) p;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- For the worker: some requests that wait; they are its own for thirty seconds, so that one that dies keeps nobody waiting. What
-- nobody may have an answer to any more is not given out.
create function pp_steward.take_token_requests(p_most int)
returns table (slug text, id uuid, kid uuid, identity text, public_key bytea, reads_facts boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  q      record;
  r      record;
  rights int;
begin
  for q in
    select w.tenant_id, w.id from pp_steward.token_queue w
     where w.taken_until < clock_timestamp()
     order by w.asked_at
     limit least(p_most, 100)
       for update skip locked
  loop
    perform set_config('pp_steward.tenant', q.tenant_id::text, true);
    rights := null;
    select o.slug, o.google_identity, t.kid, t.public_key into r
      from pp.token_requests t
      join pp.tenants o on o.tenant_id = t.tenant_id and o.deleted_at is null
     where t.tenant_id = q.tenant_id and t.id = q.id and t.sealed is null and t.refusal is null and t.asked_until > clock_timestamp();
    if found then
      rights := pp_auth.permissions_now(r.kid, q.tenant_id);
    end if;
    if rights is null then
      delete from pp_steward.token_queue w where w.tenant_id = q.tenant_id and w.id = q.id;
      continue;
    end if;
    if r.google_identity is null then
      perform pp_steward.close_token_request(q.tenant_id, q.id, 'identity_missing');
      continue;
    end if;
    update pp_steward.token_queue w set taken_until = clock_timestamp() + interval '30 seconds' where w.tenant_id = q.tenant_id and w.id = q.id;
    slug := r.slug;
    id := q.id;
    kid := r.kid;
    identity := r.google_identity;
    public_key := r.public_key;
    reads_facts := rights & 1 = 1;
    return next;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- For two of these functions: says no for good; false where it was answered already, or waits no more.
create function pp_steward.close_token_request(p_tenant int, p_id uuid, p_refusal text) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
begin
  update pp.token_requests r set refusal = p_refusal
   where r.tenant_id = p_tenant and r.id = p_id and r.sealed is null and r.refusal is null and r.asked_until > clock_timestamp();
  if not found then
    return false;
  end if;
  delete from pp_steward.token_queue w where w.tenant_id = p_tenant and w.id = p_id;
  perform pp_steward.audit(p_tenant, 'token.refuse', p_id::text, jsonb_build_object('reason', p_refusal));
  return true;
end $f$;

-- Puts a sealed token in. Once, while the request waits, its key is good, and the identity is still the organisation's; else false.
create function pp_steward.answer_token_request(p_tenant text, p_id uuid, p_identity text, p_sealed bytea, p_until timestamptz) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant  int := pp_steward.required_tenant(p_tenant);
  request pp.token_requests;
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  if p_sealed is null or octet_length(p_sealed) not between 120 and 16384
     or p_until is null or p_until <= clock_timestamp() or p_until > clock_timestamp() + interval '61 minutes' then
    raise exception using errcode = '22023', message = 'pulsepoint:token_answer_malformed';
  end if;
  select r.* into request
    from pp.token_requests r
   where r.tenant_id = tenant and r.id = p_id and r.sealed is null and r.refusal is null and r.asked_until > clock_timestamp()
     for update;
  if not found
     or pp_auth.permissions_now(request.kid, tenant) is null
     or not exists (select from pp.tenants t where t.tenant_id = tenant and t.deleted_at is null and t.google_identity = p_identity) then
    perform set_config('pp_steward.tenant', '', true);
    return false;
  end if;
  update pp.token_requests r set identity = p_identity, sealed = p_sealed, token_until = p_until where r.tenant_id = tenant and r.id = p_id;
  delete from pp_steward.token_queue w where w.tenant_id = tenant and w.id = p_id;
  perform pp_steward.audit(tenant, 'token.mint', p_id::text, jsonb_build_object('key', request.kid, 'identity', p_identity, 'until', p_until));
  perform set_config('pp_steward.tenant', '', true);
  return true;
end $f$;

-- There will be no token: Google does not let the platform speak for this identity, or what was asked cannot be answered.
create function pp_steward.refuse_token_request(p_tenant text, p_id uuid, p_refusal text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant  int := pp_steward.required_tenant(p_tenant);
  is_done boolean;
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  is_done := pp_steward.close_token_request(tenant, p_id, p_refusal);
  perform set_config('pp_steward.tenant', '', true);
  return is_done;
end $f$;

-- Sets whom Google sees when this organisation is served; null takes it away. Tokens of before are not handed out again.
create function pp_steward.set_google_identity(p_tenant text, p_identity text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  update pp.tenants t set google_identity = p_identity where t.tenant_id = tenant and t.google_identity is distinct from p_identity;
  if found then
    perform pp_steward.audit(tenant, 'tenant.google', p_tenant, jsonb_build_object('identity', p_identity));
  end if;
exception
  when unique_violation then
    raise exception using errcode = '22023', message = 'pulsepoint:google_identity_taken';
  when check_violation then
    raise exception using errcode = '22023', message = 'pulsepoint:google_identity_malformed';
end $f$;

create function pp_steward.google_identity_of(p_tenant text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
begin
  return (select t.google_identity from pp.tenants t where t.tenant_id = tenant);
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
         limits = '{}', warehouse_place = null, google_identity = null, deleted_at = clock_timestamp()
   where t.tenant_id = p_tenant;
  delete from pp_steward.token_queue w where w.tenant_id = p_tenant;
end $f$;

-- What is kept back may be more than one column, by now: their names, with a comma between.
create or replace function pp_steward.rows_of(p_tenant int) returns table (name text, line text)
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
      case when t.kept_back is null then 'to_json(r)' else format('(to_jsonb(r) - %L::text[])', string_to_array(t.kept_back, ',')) end) using p_tenant;
  end loop;
  return query select 'api_keys'::text, null::text;
  return query select 'api_keys'::text, k::text from pp_auth.keys_to_hand_over(p_tenant) k;
end $f$;

revoke all on function
  pp_steward.token_post(pp.token_requests), pp.ask_token(uuid, bytea, bytea, uuid), pp.token_answer(uuid),
  pp_steward.take_token_requests(int), pp_steward.close_token_request(int, uuid, text),
  pp_steward.answer_token_request(text, uuid, text, bytea, timestamptz), pp_steward.refuse_token_request(text, uuid, text),
  pp_steward.set_google_identity(text, text), pp_steward.google_identity_of(text)
  from public;
grant execute on function pp.ask_token(uuid, bytea, bytea, uuid), pp.token_answer(uuid) to pp_app;
grant execute on function
  pp_steward.take_token_requests(int), pp_steward.answer_token_request(text, uuid, text, bytea, timestamptz),
  pp_steward.refuse_token_request(text, uuid, text), pp_steward.set_google_identity(text, text), pp_steward.google_identity_of(text)
  to pp_platform;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
