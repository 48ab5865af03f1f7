-- What the newest live worker reports of the operator's generator: {kind, model, host, concurrency,
-- settings}; samples where none did yet.
create or replace function genesis.operator_generator() returns jsonb
language sql stable as $$
  select '{"kind": "sample", "model": null, "host": null, "concurrency": 1}'::jsonb || coalesce(
    (select info -> 'generator' from part_heartbeats
     where part = 'flows' and info ? 'generator' order by seen_at desc limit 1), '{}')
$$;
grant execute on function genesis.operator_generator() to genesis_app, genesis_service;
