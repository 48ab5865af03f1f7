-- One domain event, with its link of the log's hash chain, and its outbox row. The caller holds the
-- session's row lock and gives the next version, so that commit order is version order is outbox order.
-- p_at: when it happened, for the event of a log that is brought here.
-- With it stands what UNDO and REDO would take next, each a version of this session's log or null:
--   undo_version   the writer's last command that is not taken back; behind it stands what is next, as
--                  the undo_version of the event before it
--   redo_version   the `undone` event that REDO takes back, likewise; a new command empties it
-- What is no writer's command (a generation's end, a deletion) leaves both as they were. Written out
-- here: this is on the way of every event, and a function each would cost more than the event itself.
create or replace function genesis.append_event(
  p_session uuid, p_account uuid, p_version integer, p_event_type text, p_payload jsonb,
  p_command uuid, p_correlation uuid, p_at timestamptz default now()
) returns void
language sql as $$
  with event as (
    insert into domain_events
      (event_id, session_id, account_id, version, event_type, payload_version, payload, command_id,
       correlation_id, occurred_at, hash, undo_version, redo_version)
    select n.event_id, p_session, p_account, p_version, p_event_type, genesis.payload_version(p_event_type),
      p_payload, p_command, p_correlation, p_at,
      genesis.next_hash((select log_hash from genesis_sessions where session_id = p_session),
        p_session, p_version, p_event_type, p_payload, n.event_id, p_command, p_correlation, p_at),
      case when n.is_undoable then p_version
        when p_event_type = 'genesis.command.redone' then (p_payload -> 'redone' ->> 'version')::integer
        when p_event_type = 'genesis.command.undone' then (select undo_version from domain_events
          where session_id = p_session and version = before.undo_version - 1)
        else before.undo_version end,
      case when n.is_undoable then null
        when p_event_type = 'genesis.command.undone' then p_version
        when p_event_type = 'genesis.command.redone' then (select redo_version from domain_events
          where session_id = p_session and version = before.redo_version - 1)
        else before.redo_version end
    from (select uuidv7() as event_id, exists (select from genesis.command_table
        where event_type = p_event_type and is_undoable) as is_undoable offset 0) n
      left join domain_events before on before.session_id = p_session and before.version = p_version - 1
    returning event_id, hash
  ), head as (
    update genesis_sessions set log_hash = event.hash from event where session_id = p_session
  )
  insert into event_outbox (event_id, session_id, account_id, version)
  select event_id, p_session, p_account, p_version from event
$$;
grant execute on function genesis.append_event(uuid, uuid, integer, text, jsonb, uuid, uuid, timestamptz)
  to genesis_app, genesis_service;
