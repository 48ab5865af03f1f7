-- The command behind an event of the log: {version, command_id, command_type}, or null.
create or replace function genesis.command_of_event(p_session uuid, p_version integer) returns jsonb
language sql stable as $$
  select jsonb_build_object('version', e.version, 'command_id', e.command_id, 'command_type', c.command_type)
  from domain_events e join genesis.command_table c using (event_type)
  where e.session_id = p_session and e.version = p_version
$$;
grant execute on function genesis.command_of_event(uuid, integer) to genesis_app, genesis_service;
