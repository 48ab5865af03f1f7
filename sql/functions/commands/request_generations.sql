-- Writes commands that only start a generation: inspiration, idea, revision, regeneration, a material's
-- placing. The caller holds the sessions' locks (take_command), each named once, so that none of them has
-- such a command pending. Each is undoable (append_event): its own event is what UNDO takes next, and
-- nothing is left to redo.
-- One statement for all of them, whoever's they are: what PostgreSQL does around a statement costs more
-- than its rows (docs/adr/0013). Row-level security knows one account at a time, so it runs as the service
-- and asks itself that each session is the account's, and at the version that was judged.
-- Gives how many were written, so that it is called by an assignment: PERFORM is a statement of its own.
-- The settings: the plan is made once (one a call would cost ten times its execution), and none that is
-- made while the database is empty reads a table as a whole.
create or replace function genesis.request_generations(p_requests genesis.generation_request[]) returns integer
language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_written integer;
begin
  with request as materialized (
    select r.*, genesis.next_hash(log_hash, session_id, version, event_type, event_payload, event_id,
      command_id, correlation_id, now()) as hash
    from (select *, uuidv7() as event_id,
        jsonb_build_object('stage', stage, 'command_type', command_type, 'payload', payload,
          case when locked is null then 'brief' else 'locked' end, coalesce(locked, genesis.brief_json(brief)))
          as event_payload
      from unnest(p_requests) offset 0) r
  ), command as (
    insert into command_inbox
      (command_id, session_id, account_id, command_type, payload, status, is_background, stage, version,
       correlation_id, idempotency_key, request_hash)
    select command_id, session_id, account_id, command_type, payload, 'RECEIVED', true, stage, version,
      correlation_id, idempotency_key, request_hash
    from request
  ), task as (
    insert into async_tasks (command_id, session_id, account_id, stage)
    select command_id, session_id, account_id, stage from request
  ), event as (
    insert into domain_events
      (event_id, session_id, account_id, version, event_type, payload_version, payload, command_id,
       correlation_id, traceparent, hash, undo_version)
    select r.event_id, r.session_id, r.account_id, r.version, r.event_type,
      genesis.payload_version(r.event_type), r.event_payload, r.command_id, r.correlation_id, r.traceparent,
      r.hash, r.version
    from request r
  ), outbox as (
    insert into event_outbox (event_id, session_id, account_id, version)
    select event_id, session_id, account_id, version from request
  ), session as (
    update genesis_sessions s
      set version = r.version, brief = r.brief, answered_by = r.command_id, last_error = null,
          updated_at = now(), log_hash = r.hash
      from request r
      where s.session_id = r.session_id and s.account_id is not distinct from r.account_id
        and s.version = r.version - 1
      returning 1
  )
  select count(*) into v_written from session;
  if v_written <> cardinality(p_requests) then
    raise exception 'a generation is requested for a session that is another account''s, or went on';
  end if;
  return v_written;
end
$$;
grant execute on function genesis.request_generations(genesis.generation_request[]) to genesis_app;
