-- What UNDO would take after this event: a version of this session's log, or null. Behind it stands
-- what is next, as the undo_version of the event before it. What is no writer's command (a
-- generation's end, a deletion) leaves it as it was.
-- A single expression, of which what is not reached costs nothing: this is on the way of every event.
create or replace function genesis.undo_after(
  p_session uuid, p_version integer, p_event_type text, p_payload jsonb
) returns integer
language sql stable as $$
  select case
    when genesis.is_undoable_event(p_event_type) then p_version
    when p_event_type = 'genesis.command.redone' then (p_payload -> 'redone' ->> 'version')::integer
    when p_event_type = 'genesis.command.undone' then (
      select earlier.undo_version from domain_events e
        join domain_events earlier
          on earlier.session_id = e.session_id and earlier.version = e.undo_version - 1
      where e.session_id = p_session and e.version = p_version - 1)
    else (select undo_version from domain_events where session_id = p_session and version = p_version - 1) end
$$;
grant execute on function genesis.undo_after(uuid, integer, text, jsonb) to genesis_app, genesis_service;
