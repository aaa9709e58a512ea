-- Months of questions, usage and audit, as ranges of UUIDv7; what fits no month waits in `late` and is not lost.
set local role pp_owner;

-- The smallest UUIDv7 of an instant.
create function pp.uuid_floor(p_at timestamptz) returns uuid
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $f$
  select (lpad(to_hex(floor(extract(epoch from p_at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$f$;

-- A UUIDv7 of now, for rows that the database itself writes.
create function pp.uuid_now() returns uuid
language sql volatile
set search_path = pg_catalog, pg_temp
as $f$
  select (lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
          || '7' || substr(r, 14, 3) || substr(r, 17))::uuid
    from replace(gen_random_uuid()::text, '-', '') as r
$f$;

do $late$
declare
  parent text;
begin
  foreach parent in array array['questions', 'usage_events', 'audit_log'] loop
    execute format('create table pp.%I partition of pp.%I default', parent || '_late', parent);
    execute format('alter table pp.%I enable row level security', parent || '_late');
    execute format('alter table pp.%I force row level security', parent || '_late');
  end loop;
end $late$;

-- Makes the months from the last one to `p_ahead` months from now that are missing; says how many it made.
create function pp.make_partitions(p_ahead int default 3) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  parent text;
  month  timestamp;   -- in UTC
  child  text;
  made   int := 0;
begin
  foreach parent in array array['questions', 'usage_events', 'audit_log'] loop
    for ahead in -1 .. least(greatest(p_ahead, 0), 12) loop
      month := date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead);
      child := parent || to_char(month, '_YYYY_MM');
      continue when to_regclass(format('pp.%I', child)) is not null;
      begin
        execute format('create table pp.%I partition of pp.%I for values from (%L) to (%L)', child, parent,
                       pp.uuid_floor(month at time zone 'UTC'), pp.uuid_floor((month + interval '1 month') at time zone 'UTC'));
        -- Closed when addressed directly: no policy and no grant of its own.
        execute format('alter table pp.%I enable row level security', child);
        execute format('alter table pp.%I force row level security', child);
        made := made + 1;
      exception
        -- Another session made it in this moment.
        when duplicate_table or unique_violation then null;
        -- `late` already holds rows of this month: they stay there, which costs nothing but order.
        when check_violation then null;
      end;
    end loop;
  end loop;
  return made;
end $f$;

revoke all on all functions in schema pp from public;
alter default privileges in schema pp revoke execute on functions from public;
grant execute on function pp.uuid_now() to pp_steward;
grant execute on function pp.make_partitions(int) to pp_steward, pp_platform;

reset role;
