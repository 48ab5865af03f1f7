-- The commands that only start a generation: inspiration, idea, revision, regeneration.
create or replace function genesis.request_generation(
  s genesis_sessions, c genesis.command_table, p_stage genesis_stages, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_command uuid;
  v_brief jsonb := s.brief;
  v_locked jsonb := '[]';
  v_candidates jsonb;
  v_candidate jsonb;
  v_issues jsonb;
  v_event jsonb;
begin
  if p_payload ? 'proposal_id' then
    select candidates into v_candidates from genesis_proposals
      where session_id = s.session_id and proposal_id = (p_payload ->> 'proposal_id')::uuid;
    if not found then
      return genesis.invalid('/payload/proposal_id', 'this session has no such proposal');
    end if;
  end if;
  if p_payload ? 'candidate_id' then
    v_candidate := genesis.candidate_of(v_candidates, (p_payload ->> 'candidate_id')::uuid);
    if v_candidate is null then
      return genesis.invalid('/payload/candidate_id', 'this proposal has no such candidate');
    end if;
    -- Without `locked` the command uses what the writer has locked on that candidate.
    v_locked := coalesce(p_payload -> 'locked',
      case when p_stage.working_candidate_id = (p_payload ->> 'candidate_id')::uuid
        then p_stage.working_locked end, '[]');
    v_issues := genesis.missing_locks(v_locked, v_candidate -> 'content');
    if v_issues <> '[]' then
      return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
    end if;
  end if;

  if c.command_type = 'REQUEST_INSPIRATION' then
    v_brief := v_brief || jsonb_strip_nulls(jsonb_build_object(
      'door', 'inspiration', 'genre', p_payload -> 'genre', 'hints', p_payload -> 'hints'));
  elsif c.command_type = 'SUBMIT_IDEA' then
    v_brief := v_brief || jsonb_build_object('door', 'idea', 'idea', p_payload -> 'idea');
  end if;

  v_event := jsonb_build_object('stage', s.current_stage, 'command_type', c.command_type,
    'payload', p_payload)
    || case when c.only_first then jsonb_build_object('brief', genesis.brief_json(v_brief))
       else jsonb_build_object('locked', v_locked) end;
  -- One statement for the four rows. ON CONFLICT names the partial unique index: no row comes back
  -- where the same command is already pending, even without the check before it.
  with command as (
    insert into command_inbox
      (session_id, account_id, command_type, payload, status, is_background, stage, version,
       correlation_id, idempotency_key, request_hash)
    values (s.session_id, s.account_id, c.command_type, p_payload, 'RECEIVED', true, s.current_stage,
      v_version, s.correlation_id, p_key, p_hash)
    on conflict (session_id, command_type) where status in ('RECEIVED', 'PROCESSING') do nothing
    returning command_id
  ), task as (
    insert into async_tasks (command_id, session_id, account_id, stage)
    select command_id, s.session_id, s.account_id, s.current_stage from command
  ), event as (
    insert into domain_events
      (session_id, account_id, version, event_type, payload, command_id, correlation_id)
    select s.session_id, s.account_id, v_version, c.event_type, v_event, command_id, s.correlation_id
    from command
    returning event_id
  ), outbox as (
    insert into event_outbox (event_id, session_id, account_id)
    select event_id, s.session_id, s.account_id from event
  )
  select command_id into v_command from command;
  if v_command is null then
    return genesis.duplicate_command(s.session_id, c.command_type);
  end if;
  update genesis_sessions
    set version = v_version, brief = v_brief, answered_by = v_command, last_error = null,
        updated_at = now()
    where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', jsonb_build_object(
    'command_id', v_command, 'command_type', c.command_type, 'status', 'RECEIVED',
    'version', v_version, 'correlation_id', s.correlation_id));
end
$$;
grant execute on function genesis.request_generation(genesis_sessions, genesis.command_table, genesis_stages, jsonb, text, text)
  to genesis_app;
