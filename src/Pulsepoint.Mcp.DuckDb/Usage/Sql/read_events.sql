select to_json(struct_pack(
    event_id, event_type, schema_version, occurred_at := strftime(occurred_at, '%Y-%m-%dT%H:%M:%S.%fZ'), tenant, user_id, key_id, tool,
    answer_id, outcome, error_code, latency_ms, queue_ms, tokens_in, tokens_out, "rows", engine, bytes_processed, bytes_billed,
    cost_usd := cost_usd::varchar, cache, brand_ids, question, query, question_hash, client_name, client_version, protocol_version,
    server_version, data_through := data_through::varchar, verdict, extra))::varchar
from events
where occurred_at >= $from and occurred_at < $to
order by occurred_at desc, event_id desc
limit $limit
