-- Every event once, however often it was delivered: what is delivered again is the same, its moment too. The window is cut by that
-- moment so that a question's days reach the table, which refuses one without.
create or replace view `project.dataset.usage_events_once` as
select *
from `project.dataset.usage_events`
where true
qualify row_number() over (partition by event_id, occurred_at order by tenant) = 1;
