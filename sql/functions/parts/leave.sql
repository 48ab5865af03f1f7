-- An instance that stops in good order takes its heartbeat with it.
create or replace function genesis.leave(p_part text, p_instance text) returns void
language sql as $$
  delete from part_heartbeats where part = p_part and instance_id = p_instance
$$;
grant execute on function genesis.leave(text, text) to genesis_service;
