update events
set question = null, question_hash = null, extra = null
where user_id = $person and (question is not null or question_hash is not null or extra is not null)
