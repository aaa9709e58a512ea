-- A session that holds a month open, if only by reading it, must not make every organisation's load wait: months are made
-- three ahead, so one that cannot be made now is made by the next load.
set local role pp_owner;

create or replace function pp.make_partitions(p_ahead int default 3) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '200ms'
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
        when lock_not_available then null;
      end;
    end loop;
  end loop;
  return made;
end $f$;

reset role;
