-- The locks that a background command started with: they are in its event.
create or replace function genesis.command_locked(p_command uuid) returns jsonb
language sql stable as $$
  select coalesce((
    select genesis.event_payload(e) -> 'locked' from command_inbox i
    join domain_events e on e.session_id = i.session_id and e.version = i.version
    where i.command_id = p_command), '[]')
$$;
grant execute on function genesis.command_locked(uuid) to genesis_app, genesis_service;
