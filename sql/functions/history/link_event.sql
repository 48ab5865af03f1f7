-- Before an event is stored: what UNDO and REDO would take after it.
--   undo_version   the command's event that UNDO takes back; behind it stands what is next, as the
--                  undo_version of the event before it
--   redo_version   the `undone` event that REDO takes back, likewise
-- A writer's command empties what can be redone; what is none (a generation's end, a deletion) leaves
-- both as they are.
create or replace function genesis.link_event() returns trigger
language plpgsql as $$
declare
  v_undo integer;
  v_redo integer;
  v_is_undoable boolean;
begin
  -- One statement for both questions: this is on the way of every command.
  select e.undo_version, e.redo_version, c.is_undoable into v_undo, v_redo, v_is_undoable
    from (select new.event_type as event_type) this
    left join domain_events e on e.session_id = new.session_id and e.version = new.version - 1
    left join genesis.command_table c on c.event_type = this.event_type;
  if v_is_undoable then
    v_undo := new.version;
    v_redo := null;
  elsif new.event_type = 'genesis.command.undone' then
    v_undo := (select undo_version from domain_events
      where session_id = new.session_id and version = v_undo - 1);
    v_redo := new.version;
  elsif new.event_type = 'genesis.command.redone' then
    v_undo := (new.payload -> 'redone' ->> 'version')::integer;
    v_redo := (select redo_version from domain_events
      where session_id = new.session_id and version = v_redo - 1);
  end if;
  new.undo_version := v_undo;
  new.redo_version := v_redo;
  return new;
end
$$;
grant execute on function genesis.link_event() to genesis_app, genesis_service;
create or replace trigger link_event before insert on domain_events
  for each row execute function genesis.link_event();
