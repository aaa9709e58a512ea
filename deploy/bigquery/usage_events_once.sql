-- Every event once, however often it was delivered.
create or replace view `project.dataset.usage_events_once` as
select *
from `project.dataset.usage_events`
where true
qualify row_number() over (partition by event_id order by occurred_at) = 1;
