-- The commands that only start a generation: inspiration, idea, revision, regeneration. The caller
-- holds the session's lock; p_brief and p_locked are what the command makes of them. Each is undoable
-- (append_event): its own event is what UNDO takes next, and nothing is left to redo.
-- p_log_hash: the session's, which the event is chained to.
create or replace function genesis.request_generation(
  p_account uuid, p_session uuid, p_type text, p_payload jsonb, p_key text, p_hash text,
  p_event_type text, p_stage text, p_version integer, p_correlation uuid, p_brief jsonb, p_locked jsonb,
  p_log_hash bytea
) returns jsonb
language plpgsql as $$
declare
  v_command uuid := uuidv7();
  v_event uuid := uuidv7();
  v_event_payload jsonb := case when p_locked is null
    then jsonb_build_object('stage', p_stage, 'command_type', p_type, 'payload', p_payload,
      'brief', genesis.brief_json(p_brief))
    else jsonb_build_object('stage', p_stage, 'command_type', p_type, 'payload', p_payload, 'locked', p_locked) end;
  v_hash bytea := genesis.next_hash(p_log_hash, p_session, p_version, p_event_type, v_event_payload, v_event,
    v_command, p_correlation, now());
begin
  -- One statement for the four rows and the session's. ON CONFLICT names the partial unique index:
  -- no row comes back where the same command is already pending, even without the check before it.
  with command as (
    insert into command_inbox
      (command_id, session_id, account_id, command_type, payload, status, is_background, stage, version,
       correlation_id, idempotency_key, request_hash)
    values (v_command, p_session, p_account, p_type, p_payload, 'RECEIVED', true, p_stage, p_version,
      p_correlation, p_key, p_hash)
    on conflict (session_id, command_type) where status in ('RECEIVED', 'PROCESSING') do nothing
    returning command_id
  ), task as (
    insert into async_tasks (command_id, session_id, account_id, stage)
    select command_id, p_session, p_account, p_stage from command
  ), event as (
    insert into domain_events
      (event_id, session_id, account_id, version, event_type, payload_version, payload, command_id,
       correlation_id, hash, undo_version)
    select v_event, p_session, p_account, p_version, p_event_type, genesis.payload_version(p_event_type),
      v_event_payload, command_id, p_correlation, v_hash, p_version
    from command
    returning event_id
  ), outbox as (
    insert into event_outbox (event_id, session_id, account_id)
    select event_id, p_session, p_account from event
  ), session as (
    update genesis_sessions
      set version = p_version, brief = p_brief, answered_by = command_id, last_error = null,
          updated_at = now(), log_hash = v_hash
      from command where session_id = p_session
  )
  select command_id into v_command from command;
  if v_command is null then
    return genesis.duplicate_command(p_session, p_type);
  end if;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', jsonb_build_object(
    'command_id', v_command, 'command_type', p_type, 'status', 'RECEIVED', 'version', p_version,
    'correlation_id', p_correlation));
end
$$;
grant execute on function genesis.request_generation(uuid, uuid, text, jsonb, text, text, text, text, integer, uuid, jsonb, jsonb, bytea)
  to genesis_app;
