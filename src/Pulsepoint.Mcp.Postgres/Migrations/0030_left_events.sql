-- Events of a key that does not come back: imported with the platform's credential, under the same checks and limits as those that
-- a key reports itself. And a webhook's secret can be put under a new sealing key.
set local role pp_owner;
grant create on schema pp to pp_steward;

set local role pp_steward;

-- Takes a batch of one key's events, all or none: at most 500, and 1 MB. One that was there already changes nothing. Says how many
-- were new, how many known, and how many passed over: verdicts on an answer that this key may not see.
create function pp_steward.take_events(
  p_tenant int, p_kid uuid, p_person uuid, p_reads_others boolean, p_every_brand boolean, p_named text[], p_events jsonb,
  out added int, out known int, out ignored int)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  -- A person is allowed 100 calls a minute, and no day's work comes near that all day long; an outbox of a month that comes at
  -- once is well below, too. More is a fault or a flood, and waits for the next day.
  most_events constant int := 100000;
  most_bytes  constant bigint := 134217728;
  moment       timestamptz := clock_timestamp();
  today        date := (moment at time zone 'UTC')::date;
  size         bigint;
  total        record;
begin
  if p_events is null or pg_column_size(p_events) > 1048576 or jsonb_typeof(p_events) <> 'array' or jsonb_array_length(p_events) not between 1 and 500 then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  perform set_config('pp_steward.tenant', p_tenant::text, true);

  -- Whoever deletes the tenant or forgets the person waits for this, or this for them: nothing comes in behind it.
  perform from pp.tenants t where t.tenant_id = p_tenant and t.deleted_at is null for key share;
  if found then
    perform from pp.users u where u.tenant_id = p_tenant and u.id = p_person and u.erased_at is null for share;
  end if;
  if not found then
    raise exception using errcode = '28000', message = 'pulsepoint:revoked';
  end if;
  -- Batches of one key go one by one, so that none waits for a row of another that waits for it.
  insert into pp.report_days as r (tenant_id, kid, day) values (p_tenant, p_kid, today)
  on conflict (tenant_id, kid, day) do update set events = r.events;

  begin
    with parsed as materialized (
      select distinct on (r.id) r.*, pg_column_size(e.event) as size
        from jsonb_array_elements(p_events) with ordinality as e(event, place)
       cross join lateral pp_steward.usage_event(e.event, moment) as r
       order by r.id, e.place
    ), believed as materialized (
      select p.*
        from parsed p
       where p.event_type <> 'feedback'
          or not exists (
            select from pp.questions q
             where q.tenant_id = p_tenant and q.id = p.question_id and q.user_id <> p_person
               and not (p_reads_others and (p_every_brand or (q.brand_ids <> '{}' and q.brand_ids <@ p_named))))
    ), kept as (
      insert into pp.usage_events (
        tenant_id, id, user_id, kid, question_id, event_type, tool, outcome, error_code, engine, cache, rows, tokens_in, tokens_out,
        latency_ms, cost_usd, reported, received_at, occurred_at, schema_version, is_late, queue_ms, bytes_processed, bytes_billed, brand_ids,
        question_hash, client_name, client_version, protocol_version, server_version, data_through, verdict, extra)
      select p_tenant, b.id, p_person, p_kid, b.question_id, b.event_type, b.tool, b.outcome, b.error_code, b.engine, b.cache, b.rows,
             b.tokens_in, b.tokens_out, b.latency_ms, b.cost_usd, true, moment, b.occurred_at, b.schema_version,
             pp.uuid_time(b.id) not between moment - interval '35 days' and moment + interval '5 minutes',
             b.queue_ms, b.bytes_processed, b.bytes_billed, b.brand_ids, b.question_hash, b.client_name, b.client_version, b.protocol_version,
             b.server_version, b.data_through, b.verdict,
             -- What somebody wrote of an answer is read with history:read, and so stands in pp.feedback alone.
             case when b.event_type = 'feedback' then nullif(b.extra - array['expected', 'note'], '{}') else b.extra end
        from believed b
       order by b.id
      on conflict (tenant_id, id) do nothing
      returning id
    ), fresh as materialized (
      select b.* from believed b join kept using (id)
    ), asked as (
      insert into pp.questions (tenant_id, id, user_id, kid, brand_ids, tool, question, query, outcome, error_code, rows, engine, tokens_in,
                                tokens_out, latency_ms, received_at)
      select p_tenant, f.question_id, p_person, p_kid, f.brand_ids, f.tool, f.question, f.query, f.outcome, f.error_code, f.rows, f.engine,
             f.tokens_in, f.tokens_out, f.latency_ms, moment
        from fresh f
       where f.event_type = 'tool_call' and f.question_id is not null
       order by f.question_id
      on conflict (tenant_id, id) do nothing
    ), judged as (
      insert into pp.feedback as o (tenant_id, question_id, user_id, verdict, expected, note, given_at, event_id)
      select distinct on (f.question_id)
             p_tenant, f.question_id, p_person, f.verdict, left(f.extra ->> 'expected', 4000), left(f.extra ->> 'note', 4000), moment, f.id
        from fresh f
       where f.event_type = 'feedback'
       order by f.question_id, f.id desc
      on conflict (tenant_id, question_id, user_id) do update
         set verdict = excluded.verdict, expected = excluded.expected, note = excluded.note, given_at = excluded.given_at, event_id = excluded.event_id
       where o.event_id is null or o.event_id < excluded.event_id
    ), summed as (
      insert into pp.usage_daily as d (
        tenant_id, day, user_id, kid, event_type, tool, outcome, error_code, calls, tokens_in, tokens_out, rows, bytes_billed, cost_usd,
        latency_ms_sum, latency_ms_max)
      select p_tenant, pp.uuid_day(f.id), p_person, p_kid, f.event_type, coalesce(f.tool, ''), coalesce(f.outcome, ''),
             coalesce(f.error_code, ''), count(*), coalesce(sum(f.tokens_in), 0), coalesce(sum(f.tokens_out), 0), coalesce(sum(f.rows), 0),
             coalesce(sum(f.bytes_billed), 0), coalesce(sum(f.cost_usd), 0), coalesce(sum(f.latency_ms), 0), coalesce(max(f.latency_ms), 0)
        from fresh f
       group by 2, 5, 6, 7, 8
       order by 2, 5, 6, 7, 8
      on conflict (tenant_id, day, user_id, kid, event_type, tool, outcome, error_code) do update
         set calls = d.calls + excluded.calls, tokens_in = d.tokens_in + excluded.tokens_in, tokens_out = d.tokens_out + excluded.tokens_out,
             rows = d.rows + excluded.rows, bytes_billed = d.bytes_billed + excluded.bytes_billed, cost_usd = d.cost_usd + excluded.cost_usd,
             latency_ms_sum = d.latency_ms_sum + excluded.latency_ms_sum, latency_ms_max = greatest(d.latency_ms_max, excluded.latency_ms_max)
    )
    select (select count(*) from fresh), (select count(*) from believed), coalesce((select sum(f.size) from fresh f), 0), (select count(*) from parsed)
      into added, known, size, ignored;
  exception
    -- Whatever form it has that none of the checks thought of.
    when data_exception then
      raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end;
  ignored := ignored - known;
  known := jsonb_array_length(p_events) - ignored - added;

  update pp.report_days r set events = r.events + added, bytes = r.bytes + size
   where r.tenant_id = p_tenant and r.kid = p_kid and r.day = today
  returning r.events, r.bytes into total;
  if total.events > most_events or total.bytes > most_bytes then
    raise exception using errcode = '55000', message = 'pulsepoint:events_exceeded';
  end if;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- What a key reports of itself. Tenant, person and key are those of the session, whatever the events say.
create or replace function pp.report_events(p_events jsonb, out added int, out known int, out ignored int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who record;
begin
  select * into who from pp_auth.calling_key();
  select t.added, t.known, t.ignored into added, known, ignored
    from pp_steward.take_events(
      who.tenant, who.kid, who.person, pp_auth.tenant_if(2) is not null, pp_auth.sees_all_brands(), pp_auth.brands_allowed(), p_events) t;
end $f$;

-- What a key left on a machine. It speaks for the key's person and for nobody else: verdicts only on that person's own answers.
create function pp_steward.import_events(p_slug text, p_kid uuid, p_events jsonb, out added int, out known int, out ignored int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_slug);
  person uuid;
begin
  select k.user_id into person from pp_auth.people_of_keys(tenant) k where k.kid = p_kid;
  if person is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:key_unknown';
  end if;
  perform set_config('pp_steward.tenant', tenant::text, true);
  if exists (select from pp.users u where u.tenant_id = tenant and u.id = person and u.erased_at is not null) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:person_erased';
  end if;
  select t.added, t.known, t.ignored into added, known, ignored
    from pp_steward.take_events(tenant, p_kid, person, false, false, '{}', p_events) t;
  perform pp_steward.audit(tenant, 'events.import', p_kid::text, jsonb_build_object('added', added, 'known', known, 'ignored', ignored));
end $f$;

create function pp_steward.sealed_webhook(p_slug text) returns table (key_id text, sealed bytea)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', pp_steward.required_tenant(p_slug)::text, true);
  return query select w.key_id, w.sealed from pp.alert_webhooks w where w.tenant_id = (select pp_steward.named());
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- False where it was set anew meanwhile.
create function pp_steward.reseal_webhook(p_slug text, p_was bytea, p_key_id text, p_sealed bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.required_tenant(p_slug);
begin
  perform set_config('pp_steward.tenant', tenant::text, true);
  update pp.alert_webhooks w set key_id = p_key_id, sealed = p_sealed where w.tenant_id = tenant and w.sealed = p_was;
  if not found then
    return false;
  end if;
  perform pp_steward.audit(tenant, 'webhook.reseal', null, jsonb_build_object('key', p_key_id));
  return true;
end $f$;

revoke all on function
  pp_steward.take_events(int, uuid, uuid, boolean, boolean, text[], jsonb), pp_steward.import_events(text, uuid, jsonb),
  pp_steward.sealed_webhook(text), pp_steward.reseal_webhook(text, bytea, text, bytea)
  from public;
grant execute on function
  pp_steward.import_events(text, uuid, jsonb), pp_steward.sealed_webhook(text), pp_steward.reseal_webhook(text, bytea, text, bytea)
  to pp_platform;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
