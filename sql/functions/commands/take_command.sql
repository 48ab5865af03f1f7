-- Takes one command: session lock, checks in the contract's order, then inbox, event, outbox and
-- task in this one transaction. A command that only starts a generation is not written yet: o_request
-- says what of it is to be written, by request_generations in the same transaction and before the
-- session is read again, and o_answer is what its caller is told then; else o_request is null.
-- Every expected outcome is a value of o_answer:
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
  p_is_waiting boolean default true,
  out o_answer jsonb, out o_request genesis.generation_request
)
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
  v_locked jsonb;
  v_command uuid;
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
      o_answer := '{"outcome": "SESSION_LOCKED"}';
      return;
    end if;
    -- Its account was taken into another since the request came in, and the session with it.
    if genesis.is_merged(p_account) then
      o_answer := '{"outcome": "SIGNED_OUT"}';
      return;
    end if;
    o_answer := '{"outcome": "NOT_FOUND"}';
    return;
  end if;
  if p_key is not null then
    v_before := genesis.answer_before(p_session, p_key, p_hash);
    if v_before is not null then
      o_answer := v_before;
      return;
    end if;
  end if;
  -- What stops a generation stores nothing that was not coming anyway.
  if p_max_stored is not null and p_type <> 'CANCEL_GENERATION' then
    if genesis.is_full(p_account, p_max_stored) then
      o_answer := '{"outcome": "STORED_TOO_MUCH"}';
      return;
    end if;
  end if;

  -- The wait is answered exactly while the command that answered it is pending.
  if v_answered_by is not null then
    select command_id, command_type into v_pending, v_pending_type from command_inbox
      where command_id = v_answered_by and status in ('RECEIVED', 'PROCESSING');
    if v_pending_type = p_type then
      o_answer := genesis.duplicate_command(p_session, p_type);
      return;
    end if;
  end if;
  select c.event_type, c.background, c.has_stage_rule, genesis.command_waits(c, v_pending is not null),
      genesis.command_allowed(c, p_session, v_status, v_current_stage, st.status, st.proposal_count > 0,
        v_pending is not null, p_payload ->> 'stage')
    into strict v_event_type, v_background, v_has_stage_rule, v_must_wait, v_is_allowed
    from genesis.command_table c, genesis_stages st
    where c.command_type = p_type and st.session_id = p_session and st.stage = v_current_stage;
  if current_setting('genesis.scope', true) <> '' then
    perform genesis.refuse_command(p_type);
  end if;
  if v_must_wait then
    o_answer := jsonb_build_object('outcome', 'SESSION_BUSY', 'pending_command_id', v_pending);
    return;
  end if;
  if p_expected_version <> v_version then
    o_answer := jsonb_build_object('outcome', 'VERSION_CONFLICT', 'version', v_version);
    return;
  end if;
  if v_spent_usd >= v_limit_usd then
    if genesis.would_generate(p_session, v_background, v_current_stage) then
      o_answer := jsonb_build_object('outcome', 'BUDGET_SPENT', 'limit_usd', v_limit_usd, 'spent_usd', v_spent_usd);
      return;
    end if;
  end if;
  if not v_is_allowed then
    o_answer := genesis.not_allowed(p_session);
    return;
  end if;
  -- A stage rule speaks of the current stage: a proposal of another one is not allowed either.
  if v_has_stage_rule and p_payload ? 'proposal_id' then
    if p_payload ->> 'stage' <> v_current_stage or exists (
      select from genesis_proposals
      where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid
        and stage <> v_current_stage)
    then
      o_answer := genesis.not_allowed(p_session);
      return;
    end if;
  end if;

  if p_type = 'SUBMIT_IDEA' then
    if p_payload ? 'material_ids' then
      o_answer := genesis.take_as_idea(p_session, p_payload -> 'material_ids');
      if o_answer is not null then
        return;
      end if;
    end if;
    v_brief := v_brief || jsonb_build_object('door', 'idea', 'idea', p_payload -> 'idea');
  elsif p_type = 'REQUEST_INSPIRATION' then
    v_brief := v_brief || jsonb_strip_nulls(jsonb_build_object(
      'door', 'inspiration', 'genre', p_payload -> 'genre', 'hints', p_payload -> 'hints'));
  elsif p_type in ('REVISE_PROPOSAL', 'REGENERATE_PROPOSAL') then
    v_locks := genesis.locks_of(p_session, v_current_stage, p_payload);
    if not v_locks ? 'locked' then
      o_answer := v_locks;
      return;
    end if;
    v_locked := v_locks -> 'locked';
  elsif p_type = 'PLACE_MATERIAL' then
    -- Sections of a material become a round of kind `import` of the stage that is named.
    o_answer := genesis.missing_materials(p_session, jsonb_build_array(p_payload -> 'material_id'),
      p_payload -> 'section_ids', '/payload/material_id');
    if o_answer is not null then
      return;
    end if;
    v_locked := '[]';
    v_current_stage := p_payload ->> 'stage';
  else
    o_answer := genesis.accept_other(p_session, v_pending, p_type, p_payload, p_key, p_hash);
    return;
  end if;
  v_command := uuidv7();
  o_request := row(v_command, p_session, p_account, p_type, p_payload, v_current_stage, v_version + 1,
    v_correlation, p_key, p_hash, v_event_type, v_locked,
    v_brief, v_log_hash, nullif(current_setting('genesis.traceparent', true), ''));
  o_answer := jsonb_build_object('outcome', 'ACCEPTED', 'answer', jsonb_build_object(
    'command_id', v_command, 'command_type', p_type, 'status', 'RECEIVED', 'version', v_version + 1,
    'correlation_id', v_correlation));
end
$$;
grant execute on function genesis.take_command(uuid, uuid, text, jsonb, text, text, integer, text, bigint, boolean)
  to genesis_app, genesis_service;
