-- Takes one command: session lock, checks in the contract's order, then inbox, event, outbox and
-- task in this one transaction. Every expected outcome is a value:
--   {outcome: ACCEPTED | REPLAYED, answer}
--   {outcome: SIGNED_OUT | NOT_FOUND | IDEMPOTENCY_KEY_REUSED | DUPLICATE_COMMAND | SESSION_BUSY |
--             VERSION_CONFLICT | BUDGET_SPENT | COMMAND_NOT_ALLOWED | VALIDATION_FAILED | STORED_TOO_MUCH, …what its row adds}
-- p_traceparent: the request's W3C trace context, which its events keep.
-- p_max_stored: bytes that the account may store; whatever stores more is refused from there on.
-- p_is_waiting: false for a command among others in one transaction (accept_commands), which does
-- not wait for its session: {outcome: SESSION_LOCKED} then, and nothing was done.
-- VOLATILE, with the row lock as the first statement that reads: it sees what was committed while
-- it waited.
-- The busiest function: it reads only the columns that every command needs, in two statements, and
-- assigns and branches by plain expressions, of which those not reached cost nothing.
create or replace function genesis.take_command(
  p_account uuid, p_session uuid, p_type text, p_payload jsonb, p_key text, p_hash text,
  p_expected_version integer, p_traceparent text default null, p_max_stored bigint default null,
  p_is_waiting boolean default true
) returns jsonb
language plpgsql as $$
declare
  v_setting text := set_config('genesis.account_id', p_account::text, true);
  -- The session's.
  v_status text;
  v_current_stage text;
  v_version integer;
  v_correlation uuid;
  v_answered_by uuid;
  v_brief jsonb;
  v_limit_usd numeric;
  v_spent_usd numeric;
  v_log_hash bytea;
  -- The command table's.
  v_event_type text;
  v_background text;
  v_has_stage_rule boolean;
  v_must_wait boolean;
  v_is_allowed boolean;
  v_pending uuid;
  v_pending_type text;
  v_before jsonb;
  v_locks jsonb;
begin
  if p_is_waiting then
    if p_traceparent is not null then
      v_setting := set_config('genesis.traceparent', p_traceparent, true);
    end if;
    select status, current_stage, version, correlation_id, answered_by, brief, limit_usd, spent_usd, log_hash
      into v_status, v_current_stage, v_version, v_correlation, v_answered_by, v_brief, v_limit_usd, v_spent_usd, v_log_hash
      from genesis_sessions
      where session_id = p_session and account_id is not distinct from p_account
      for no key update;
  else
    -- The command before it in the transaction may have left its own.
    v_setting := set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
    select status, current_stage, version, correlation_id, answered_by, brief, limit_usd, spent_usd, log_hash
      into v_status, v_current_stage, v_version, v_correlation, v_answered_by, v_brief, v_limit_usd, v_spent_usd, v_log_hash
      from genesis_sessions
      where session_id = p_session and account_id is not distinct from p_account
      for no key update skip locked;
  end if;
  if not found then
    if not p_is_waiting and exists (select from genesis_sessions
      where session_id = p_session and account_id is not distinct from p_account)
    then
      return '{"outcome": "SESSION_LOCKED"}';
    end if;
    -- Its account was taken into another since the request came in, and the session with it.
    if genesis.is_merged(p_account) then
      return '{"outcome": "SIGNED_OUT"}';
    end if;
    return '{"outcome": "NOT_FOUND"}';
  end if;
  if p_key is not null then
    v_before := genesis.answer_before(p_session, p_key, p_hash);
    if v_before is not null then
      return v_before;
    end if;
  end if;
  -- What stops a generation stores nothing that was not coming anyway.
  if p_max_stored is not null and p_type <> 'CANCEL_GENERATION' then
    if genesis.is_full(p_account, p_max_stored) then
      return '{"outcome": "STORED_TOO_MUCH"}';
    end if;
  end if;

  -- The wait is answered exactly while the command that answered it is pending.
  if v_answered_by is not null then
    select command_id, command_type into v_pending, v_pending_type from command_inbox
      where command_id = v_answered_by and status in ('RECEIVED', 'PROCESSING');
    if v_pending_type = p_type then
      return genesis.duplicate_command(p_session, p_type);
    end if;
  end if;
  select c.event_type, c.background, c.has_stage_rule, genesis.command_waits(c, v_pending is not null),
      genesis.command_allowed(c, p_session, v_status, v_current_stage, st.status, st.proposal_count > 0,
        v_pending is not null, p_payload ->> 'stage')
    into strict v_event_type, v_background, v_has_stage_rule, v_must_wait, v_is_allowed
    from genesis.command_table c, genesis_stages st
    where c.command_type = p_type and st.session_id = p_session and st.stage = v_current_stage;
  if v_must_wait then
    return jsonb_build_object('outcome', 'SESSION_BUSY', 'pending_command_id', v_pending);
  end if;
  if p_expected_version <> v_version then
    return jsonb_build_object('outcome', 'VERSION_CONFLICT', 'version', v_version);
  end if;
  if v_spent_usd >= v_limit_usd then
    if genesis.would_generate(p_session, v_background, v_current_stage) then
      return jsonb_build_object('outcome', 'BUDGET_SPENT', 'limit_usd', v_limit_usd, 'spent_usd', v_spent_usd);
    end if;
  end if;
  if not v_is_allowed then
    return genesis.not_allowed(p_session);
  end if;
  -- A stage rule speaks of the current stage: a proposal of another one is not allowed either.
  if v_has_stage_rule and p_payload ? 'proposal_id' then
    if p_payload ->> 'stage' <> v_current_stage or exists (
      select from genesis_proposals
      where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid
        and stage <> v_current_stage)
    then
      return genesis.not_allowed(p_session);
    end if;
  end if;

  if p_type = 'SUBMIT_IDEA' then
    if p_payload ? 'material_ids' then
      v_locks := genesis.take_as_idea(p_session, p_payload -> 'material_ids');
      if v_locks is not null then
        return v_locks;
      end if;
    end if;
    v_brief := v_brief || jsonb_build_object('door', 'idea', 'idea', p_payload -> 'idea');
  elsif p_type = 'REQUEST_INSPIRATION' then
    v_brief := v_brief || jsonb_strip_nulls(jsonb_build_object(
      'door', 'inspiration', 'genre', p_payload -> 'genre', 'hints', p_payload -> 'hints'));
  elsif p_type in ('REVISE_PROPOSAL', 'REGENERATE_PROPOSAL') then
    v_locks := genesis.locks_of(p_session, v_current_stage, p_payload);
    if not v_locks ? 'locked' then
      return v_locks;
    end if;
  else
    return genesis.accept_other(p_session, v_pending, p_type, p_payload, p_key, p_hash);
  end if;
  return genesis.request_generation(p_account, p_session, p_type, p_payload, p_key, p_hash,
    v_event_type, v_current_stage, v_version + 1, v_correlation, v_brief, v_locks -> 'locked', v_log_hash);
end
$$;
grant execute on function genesis.take_command(uuid, uuid, text, jsonb, text, text, integer, text, bigint, boolean)
  to genesis_app, genesis_service;
