-- The events of one organisation for seven years, filled by a BigQuery subscription with use_table_schema: a column for each
-- key of the event. Pub/Sub delivers at least once, so read the view below. A new key needs its column here first, nullable.
-- Replace `project.dataset` by a dataset that the organisation's own identity does not read.
create table if not exists `project.dataset.usage_events` (
  event_id string not null,
  event_type string not null,
  schema_version int64 not null,
  occurred_at timestamp not null,
  tenant string,
  user_id string,
  key_id string,
  tool string,
  answer_id string,
  outcome string,
  error_code string,
  latency_ms int64,
  queue_ms int64,
  tokens_in int64,
  tokens_out int64,
  `rows` int64,
  engine string,
  bytes_processed int64,
  bytes_billed int64,
  cost_usd numeric,
  cache string,
  brand_ids string,
  question string,
  query string,
  question_hash string,
  client_name string,
  client_version string,
  protocol_version string,
  server_version string,
  data_through date,
  verdict string,
  extra string
)
partition by date(occurred_at)
cluster by event_type, user_id
options (partition_expiration_days = 2557, require_partition_filter = true);
