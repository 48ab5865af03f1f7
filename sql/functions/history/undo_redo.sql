-- What UNDO and REDO would take now: {undo, redo}, each {version, command_id, command_type} or null.
create or replace function genesis.undo_redo(s genesis_sessions) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'undo', genesis.command_of_event(s.session_id, e.undo_version),
    'redo', (select genesis.event_payload(u) -> 'undone' from domain_events u
      where u.session_id = s.session_id and u.version = e.redo_version))
  from domain_events e where e.session_id = s.session_id and e.version = s.version
$$;
grant execute on function genesis.undo_redo(genesis_sessions) to genesis_app, genesis_service;
