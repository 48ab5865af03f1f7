-- SELECT_CANDIDATE: what the writer works on, with its locks. Never `accepted`.
create or replace function genesis.select_candidate(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_found jsonb := genesis.candidate_by_id(s.session_id, p_payload);
  v_locked jsonb;
  v_issues jsonb;
  v_stage genesis_stages;
  v_command command_inbox;
begin
  if v_found ? 'invalid' then
    return v_found -> 'invalid';
  end if;
  select * into strict v_stage from genesis_stages
    where session_id = s.session_id and stage = v_found ->> 'stage';
  -- Choosing again what is chosen keeps its locks; another candidate starts without any.
  v_locked := genesis.upcast_pointers_1(coalesce(p_payload -> 'locked',
    case when v_stage.working_candidate_id = (p_payload ->> 'candidate_id')::uuid
      then v_stage.working_locked end, '[]'));
  v_issues := genesis.missing_locks(v_locked, v_found -> 'candidate' -> 'content');
  if v_issues <> '[]' then
    return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
  end if;
  v_command := genesis.insert_command(s, 'SELECT_CANDIDATE', p_payload, false, v_stage.stage, v_version,
    null, '{}', p_key, p_hash);
  update genesis_stages
    set working_proposal_id = (p_payload ->> 'proposal_id')::uuid,
        working_candidate_id = (p_payload ->> 'candidate_id')::uuid,
        working_locked = v_locked, working_version = v_version
    where session_id = s.session_id and stage = v_stage.stage
    returning * into v_stage;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.candidate.selected',
    jsonb_build_object('stage', v_stage.stage, 'working', genesis.working_json(v_stage)),
    v_command.command_id, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.select_candidate(genesis_sessions, jsonb, text, text) to genesis_app;
