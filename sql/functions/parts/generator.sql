-- The generator that the newest live worker reports: {kind, model, host}; samples where none did yet.
create or replace function genesis.generator() returns jsonb
language sql stable as $$
  select coalesce(
    (select info -> 'generator' from part_heartbeats
     where part = 'flows' and info ? 'generator' order by seen_at desc limit 1),
    '{"kind": "sample", "model": null, "host": null}')
$$;
grant execute on function genesis.generator() to genesis_app, genesis_service;
