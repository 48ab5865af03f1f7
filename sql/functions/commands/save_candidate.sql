-- SAVE_CANDIDATE: the writer's own text as a new round of kind `user`, which becomes `working`.
create or replace function genesis.save_candidate(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_stage_name text := p_payload ->> 'stage';
  v_found jsonb;
  v_locked jsonb := '[]';
  v_issues jsonb;
  v_stage genesis_stages;
  v_proposal genesis_proposals;
  v_command command_inbox;
begin
  if genesis.is_too_large(p_payload -> 'content') then
    return genesis.invalid('/payload/content', 'at most 196608 bytes of JSON');
  end if;
  select * into strict v_stage from genesis_stages
    where session_id = s.session_id and stage = v_stage_name;
  if p_payload ? 'proposal_id' then
    v_found := genesis.candidate_by_id(s.session_id, p_payload);
    if v_found ? 'invalid' then
      return v_found -> 'invalid';
    end if;
    if v_found ->> 'stage' <> v_stage_name then
      return genesis.invalid('/payload/stage', 'that proposal is of another stage');
    end if;
    -- Locks stay on what they hold, wherever it stands now, while it is still there.
    if v_stage.working_candidate_id = (p_payload ->> 'candidate_id')::uuid then
      v_locked := genesis.followed_pointers(genesis.upcast_pointers_1(v_stage.working_locked),
        v_found #> '{candidate,content}', p_payload -> 'content');
    end if;
  end if;
  if p_payload ? 'locked' then
    v_locked := genesis.upcast_pointers_1(p_payload -> 'locked');
    v_issues := genesis.missing_locks(v_locked, p_payload -> 'content');
    if v_issues <> '[]' then
      return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
    end if;
  end if;
  v_command := genesis.insert_command(s, 'SAVE_CANDIDATE', p_payload - 'content', false, v_stage_name,
    v_version, null, '{}', p_key, p_hash);
  v_proposal := genesis.add_proposal(s, v_stage_name, jsonb_build_array(p_payload -> 'content'),
    v_found -> 'candidate', (p_payload ->> 'proposal_id')::uuid, '{"kind": "user"}', v_command.command_id);
  update genesis_stages
    set working_proposal_id = v_proposal.proposal_id,
        working_candidate_id = (v_proposal.candidates -> 0 ->> 'candidate_id')::uuid,
        working_locked = v_locked, working_version = v_version
    where session_id = s.session_id and stage = v_stage_name
    returning * into v_stage;
  update command_inbox
    set result = jsonb_build_object('proposal_id', v_proposal.proposal_id,
      'candidate_id', v_proposal.candidates -> 0 -> 'candidate_id')
    where command_id = v_command.command_id
    returning * into v_command;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.candidate.saved',
    jsonb_build_object('stage', v_stage_name, 'proposal', genesis.proposal_reference(v_proposal),
      'working', genesis.working_json(v_stage)),
    v_command.command_id, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.save_candidate(genesis_sessions, jsonb, text, text) to genesis_app;
