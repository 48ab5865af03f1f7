-- Whether an event is a choice of the writer's, which UNDO takes back (the command table says which).
create or replace function genesis.is_undoable_event(p_event_type text) returns boolean
language sql stable as $$
  select exists (select from genesis.command_table where event_type = p_event_type and is_undoable)
$$;
grant execute on function genesis.is_undoable_event(text) to genesis_app, genesis_service;
