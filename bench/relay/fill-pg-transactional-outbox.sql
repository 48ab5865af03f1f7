-- $1 keys with $2 messages each, in turn.
insert into peer_outbox.outbox (id, aggregate_type, aggregate_id, message_type, segment, payload)
select uuidv7(), 'session', key, 'genesis.idea.submitted', key,
  jsonb_build_object('stage', 'CONCEPT_SELECTION', 'command_type', 'SUBMIT_IDEA', 'payload',
    jsonb_build_object('idea', 'A lighthouse keeper finds that the light has been calling something in.'))
from generate_series(1, $2::int) version,
  (select gen_random_uuid()::text from generate_series(1, $1::int)) keys (key)
order by version
