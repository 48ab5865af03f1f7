-- One domain event, with its link of the log's hash chain, and its outbox row. The caller holds the
-- session's row lock and gives the next version, so that commit order is version order is outbox order.
-- p_at: when it happened, for the event of a log that is brought here.
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
      genesis.undo_after(p_session, p_version, p_event_type, p_payload),
      genesis.redo_after(p_session, p_version, p_event_type)
    from (select uuidv7() as event_id offset 0) n
    returning event_id, hash
  ), head as (
    update genesis_sessions set log_hash = event.hash from event where session_id = p_session
  )
  insert into event_outbox (event_id, session_id, account_id)
  select event_id, p_session, p_account from event
$$;
grant execute on function genesis.append_event(uuid, uuid, integer, text, jsonb, uuid, uuid, timestamptz)
  to genesis_app, genesis_service;
