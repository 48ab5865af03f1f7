-- What REDO would take after this event: the version of an `undone` event of this session's log, or
-- null. A writer's new command empties what can be redone. (undo_after is its other half.)
create or replace function genesis.redo_after(
  p_session uuid, p_version integer, p_event_type text
) returns integer
language sql stable as $$
  select case
    when genesis.is_undoable_event(p_event_type) then null
    when p_event_type = 'genesis.command.undone' then p_version
    when p_event_type = 'genesis.command.redone' then (
      select earlier.redo_version from domain_events e
        join domain_events earlier
          on earlier.session_id = e.session_id and earlier.version = e.redo_version - 1
      where e.session_id = p_session and e.version = p_version - 1)
    else (select redo_version from domain_events where session_id = p_session and version = p_version - 1) end
$$;
grant execute on function genesis.redo_after(uuid, integer, text) to genesis_app, genesis_service;
