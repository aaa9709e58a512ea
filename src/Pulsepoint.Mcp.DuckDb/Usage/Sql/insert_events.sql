-- An event that is there already is delivered again, and stays as it is.
insert or ignore into events by name
select e.* from (
    select unnest(from_json($events::json, '[{
        "event_id": "UUID", "event_type": "VARCHAR", "schema_version": "INTEGER", "occurred_at": "TIMESTAMP", "tenant": "VARCHAR",
        "user_id": "VARCHAR", "key_id": "VARCHAR", "tool": "VARCHAR", "answer_id": "VARCHAR", "outcome": "VARCHAR",
        "error_code": "VARCHAR", "latency_ms": "BIGINT", "queue_ms": "BIGINT", "tokens_in": "BIGINT", "tokens_out": "BIGINT",
        "rows": "BIGINT", "engine": "VARCHAR", "bytes_processed": "BIGINT", "bytes_billed": "BIGINT", "cost_usd": "DECIMAL(18,8)",
        "cache": "VARCHAR", "brand_ids": "VARCHAR", "question": "VARCHAR", "query": "VARCHAR", "question_hash": "VARCHAR",
        "client_name": "VARCHAR", "client_version": "VARCHAR", "protocol_version": "VARCHAR", "server_version": "VARCHAR",
        "data_through": "DATE", "verdict": "VARCHAR", "extra": "VARCHAR"}]')) as e
)
