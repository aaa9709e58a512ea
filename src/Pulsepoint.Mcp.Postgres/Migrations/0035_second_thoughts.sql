-- What a reservation, a request for a token and a dataset were found to need by those who used them.
set local role pp_owner;

-- Functions in pp that the steward owns are replaced; its right to create there ends below.
grant create on schema pp to pp_steward;

set local role pp_steward;

-- As before (0028), but a reservation that was settled with nothing is held for anew, of today: a query that had not begun when
-- somebody looked begins when its answer is continued.
create or replace function pp.reserve_bytes(
  p_id uuid, p_job text, p_estimated bigint, out granted bigint, out refused_by text, out need bigint, out rest bigint, out resets_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  smallest  constant bigint := 10485760;
  step      constant bigint := 1048576;
  largest   constant bigint := 1125899906842624;
  most_open constant int    := 100;
  who   record;
  most  record;
  today date := (clock_timestamp() at time zone 'UTC')::date;
  known pp.byte_reservations;
begin
  select * into who from pp_steward.byte_spender();
  if p_id is null or p_job is null or p_job !~ '^[A-Za-z0-9_-]{1,200}$' or p_estimated is null or p_estimated not between 0 and largest then
    raise exception using errcode = '22023', message = 'pulsepoint:reservation_malformed';
  end if;
  select * into most from pp_steward.budget_of(who.tenant);
  need := greatest(smallest, (p_estimated + step - 1) / step * step);
  resets_at := (today + 1)::timestamp at time zone 'UTC';

  insert into pp.byte_reservations as r (tenant_id, id, kid, user_id, job, day, held)
  values (who.tenant, p_id, who.kid, who.person, p_job, today, need)
  on conflict do nothing;
  if not found then
    select r.* into known from pp.byte_reservations r where r.tenant_id = who.tenant and r.id = p_id for update;
    if known.kid is distinct from who.kid or known.job <> p_job or known.billed > 0 then
      raise exception using errcode = '22023', message = 'pulsepoint:reservation_malformed';
    end if;
    if known.settled_at is null then
      granted := known.held;
      need := known.held;
      perform set_config('pp_steward.tenant', '', true);
      return;
    end if;
    update pp.byte_reservations r
       set day = today, held = reserve_bytes.need, reserved_at = clock_timestamp(), settled_at = null, billed = null
     where r.tenant_id = who.tenant and r.id = p_id;
  end if;
  if (select count(*) from (select from pp.byte_reservations r
                             where r.tenant_id = who.tenant and r.kid = who.kid and r.settled_at is null and r.day = today
                             limit most_open + 1) as unsettled) > most_open then
    raise exception using errcode = '53400', message = 'pulsepoint:reservations_exceeded';
  end if;

  if need > most.query_bytes then
    refused_by := 'query';
    rest := most.query_bytes;
  else
    insert into pp.user_byte_days as d (tenant_id, user_id, day, held)
    select who.tenant, who.person, today, need where need <= most.user_day_bytes
    on conflict (tenant_id, user_id, day) do update set held = d.held + need
     where d.settled + d.held + need <= most.user_day_bytes;
    if not found then
      refused_by := 'user';
      rest := greatest(0, most.user_day_bytes - coalesce(
        (select d.settled + d.held from pp.user_byte_days d where d.tenant_id = who.tenant and d.user_id = who.person and d.day = today), 0));
    else
      insert into pp.tenant_byte_days as d (tenant_id, day, held)
      select who.tenant, today, need where need <= most.day_bytes
      on conflict (tenant_id, day) do update set held = d.held + need
       where d.settled + d.held + need <= most.day_bytes;
      if not found then
        update pp.user_byte_days d set held = d.held - need where d.tenant_id = who.tenant and d.user_id = who.person and d.day = today;
        refused_by := 'tenant';
        rest := greatest(0, most.day_bytes - coalesce(
          (select d.settled + d.held from pp.tenant_byte_days d where d.tenant_id = who.tenant and d.day = today), 0));
      end if;
    end if;
  end if;

  if refused_by is null then
    granted := need;
  else
    delete from pp.byte_reservations r where r.tenant_id = who.tenant and r.id = p_id;
  end if;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- As before (0027), but a request that was refused counts against the six for ten minutes only: when an administrator has mended what
-- stood in the way, the keys that asked meanwhile need not wait for an hour. And instead of a token that Google no longer takes, only
-- a later one will do.
create or replace function pp.ask_token(
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
  counts  int;
  free_at timestamptz;
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
   where r.tenant_id = who.tenant and r.kid = who.kid
     and (p_instead is null
          or r.asked_at > (select refused.asked_at from pp.token_requests refused
                            where refused.tenant_id = who.tenant and refused.kid = who.kid and refused.id = p_instead))
     and ((r.identity = own and r.token_until > moment + interval '5 minutes')
          or (r.sealed is null and r.refusal is null and r.asked_until > moment + interval '30 seconds'))
   order by r.token_until desc nulls last, r.asked_at desc
   limit 1;
  if not found then
    askings := array(select a from unnest(askings) a where a > moment - interval '1 hour' order by a);
    select count(*), min(counted.until) into counts, free_at
      from (select a + case when exists (select from pp.token_requests r
                                          where r.tenant_id = who.tenant and r.kid = who.kid and r.asked_at = a and r.refusal is not null)
                            then interval '10 minutes' else interval '1 hour' end as until
              from unnest(askings) a) as counted
     where counted.until > moment;
    if counts >= most then
      wait_seconds := greatest(1, ceil(extract(epoch from free_at - moment))::int);
      perform set_config('pp_steward.tenant', '', true);
      return;
    end if;
    insert into pp.token_requests as r (tenant_id, id, kid, public_key, keepsake, asked_at, asked_until)
    values (who.tenant, p_id, who.kid, p_public_key, p_keepsake, moment, moment + interval '10 minutes')
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

-- Beside a dataset of facts lies one of usage events, called like it with this at the end.
create function pp_steward.events_beside(p_dataset text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$ select p_dataset || '__events' $f$;

insert into pp_steward.datasets (dataset, tenant_id)
select pp_steward.events_beside(d.dataset), d.tenant_id from pp_steward.datasets d where d.dataset not like '%\_\_events'
on conflict do nothing;

-- As before (0033), for both datasets of the place: facts are never kept in what is called like a dataset of events, for it may be
-- that of another organisation's.
create or replace function pp_steward.check_dataset(p_tenant text, p_place text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_tenant);
  facts  text := pp_steward.dataset_at(p_place);
begin
  if facts is null then
    raise exception using errcode = '22023', message = 'pulsepoint:place_malformed';
  end if;
  if facts like '%\_\_events' then
    raise exception using errcode = '22023', message = 'pulsepoint:dataset_of_events';
  end if;
  if exists (select from pp_steward.datasets d where d.dataset in (facts, pp_steward.events_beside(facts)) and d.tenant_id <> tenant) then
    raise exception using errcode = '22023', message = 'pulsepoint:dataset_taken';
  end if;
end $f$;

create or replace function pp_steward.claim_dataset(p_tenant text, p_place text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int  := pp_steward.name_tenant(p_tenant);
  facts  text := pp_steward.dataset_at(p_place);
begin
  perform pp_steward.check_dataset(p_tenant, p_place);
  insert into pp_steward.datasets (dataset, tenant_id) values (facts, tenant), (pp_steward.events_beside(facts), tenant) on conflict do nothing;
  if found then
    perform pp_steward.audit(tenant, 'tenant.provision', p_tenant, jsonb_build_object('claimed', facts));
  end if;
  perform pp_steward.check_dataset(p_tenant, p_place);
end $f$;

revoke all on function pp_steward.events_beside(text) from public;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
