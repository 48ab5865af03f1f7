-- $1 keys with $2 jobs each, in turn; a key is a queue, which runs one job at a time.
select count(graphile_worker.add_job('publish', json_build_object('id', uuidv7(), 'key', key, 'value',
  json_build_object('stage', 'CONCEPT_SELECTION', 'command_type', 'SUBMIT_IDEA', 'payload',
    json_build_object('idea', 'A lighthouse keeper finds that the light has been calling something in.'))),
  queue_name := key))
from (
  select key from generate_series(1, $2::int) version,
    (select gen_random_uuid()::text from generate_series(1, $1::int)) keys (key)
  order by version
) job
