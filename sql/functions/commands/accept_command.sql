-- Takes one command: session lock, checks in the contract's order, then inbox, event, outbox and
-- task in this one transaction. Every expected outcome is a value:
--   {outcome: ACCEPTED | REPLAYED, answer}
--   {outcome: NOT_FOUND | IDEMPOTENCY_KEY_REUSED | DUPLICATE_COMMAND | SESSION_BUSY |
--             VERSION_CONFLICT | COMMAND_NOT_ALLOWED | VALIDATION_FAILED, …what its row adds}
-- p_traceparent: the request's W3C trace context, which its events keep.
-- VOLATILE, with the row lock as the first statement that reads: it sees what was committed while
-- it waited.
create or replace function genesis.accept_command(
  p_account uuid, p_session uuid, p_type text, p_payload jsonb, p_key text, p_hash text,
  p_expected_version integer, p_traceparent text default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  c genesis.command_table;
  v_stage genesis_stages;
  v_before command_inbox;
  v_pending uuid;
  v_pending_type text;
  v_proposal_stage text;
  v_all_confirmed boolean := false;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id = p_account
    for no key update;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;

  if p_key is not null then
    select * into v_before from command_inbox
      where session_id = p_session and idempotency_key = p_key;
    if found then
      return case when v_before.request_hash = p_hash
        then jsonb_build_object('outcome', 'REPLAYED', 'answer', genesis.command_answer(v_before))
        else '{"outcome": "IDEMPOTENCY_KEY_REUSED"}' end;
    end if;
  end if;

  select * into strict c from genesis.command_table where command_type = p_type;
  -- The wait is answered exactly while the command that answered it is pending.
  if s.answered_by is not null then
    select command_id, command_type into v_pending, v_pending_type from command_inbox
      where command_id = s.answered_by and status in ('RECEIVED', 'PROCESSING');
    if v_pending_type = p_type then
      return genesis.duplicate_command(p_session, p_type);
    elsif v_pending is not null and c.pending = 'none' then
      return jsonb_build_object('outcome', 'SESSION_BUSY', 'pending_command_id', v_pending);
    end if;
  end if;
  if p_expected_version is not null and p_expected_version <> s.version then
    return jsonb_build_object('outcome', 'VERSION_CONFLICT', 'version', s.version);
  end if;

  select * into strict v_stage from genesis_stages
    where session_id = p_session and stage = s.current_stage;
  if c.needs_all_confirmed then
    v_all_confirmed := not exists (
      select from genesis_stages where session_id = p_session and status <> 'CONFIRMED');
  end if;
  if (c.pending = 'some' and v_pending is null)
    or not genesis.command_allowed(c, s, v_stage.status, v_stage.proposal_count > 0, v_all_confirmed)
  then
    return genesis.not_allowed(s);
  end if;
  -- A stage rule speaks of the current stage: a proposal of another one is not allowed either.
  if c.has_stage_rule and p_payload ? 'proposal_id' then
    select stage into v_proposal_stage from genesis_proposals
      where session_id = p_session and proposal_id = (p_payload ->> 'proposal_id')::uuid;
    if v_proposal_stage <> s.current_stage
      or (p_payload ? 'stage' and p_payload ->> 'stage' <> s.current_stage) then
      return genesis.not_allowed(s);
    end if;
  end if;

  return case p_type
    when 'CONFIRM_STAGE' then genesis.confirm_stage(s, p_payload, p_key, p_hash)
    when 'CANCEL_GENERATION' then genesis.cancel_generation(s, v_pending, p_payload, p_key, p_hash)
    when 'FINISH_GENESIS' then genesis.finish_genesis(s, p_payload, p_key, p_hash)
    when 'SELECT_CANDIDATE' then genesis.select_candidate(s, p_payload, p_key, p_hash)
    when 'SAVE_CANDIDATE' then genesis.save_candidate(s, p_payload, p_key, p_hash)
    else genesis.request_generation(s, c, v_stage, p_payload, p_key, p_hash)
  end;
end
$$;
grant execute on function genesis.accept_command(uuid, uuid, text, jsonb, text, text, integer, text)
  to genesis_app;
