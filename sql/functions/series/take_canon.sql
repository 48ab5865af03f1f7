-- A finished book's world or cast as the first round of another session: of kind `import`, with where
-- each text is from, and chosen with its locks. Returns the session's row.
create or replace function genesis.take_canon(s genesis_sessions, p_stage text, p_novel jsonb)
returns genesis_sessions
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_part text := case p_stage when 'WORLDVIEW' then 'world' else 'characters' end;
  v_content jsonb := genesis.canon_content(p_stage, p_novel, s.language);
  v_parent jsonb;
  v_command command_inbox;
  v_proposal genesis_proposals;
  v_stage genesis_stages;
begin
  select jsonb_build_object('content', p_novel -> v_part, 'field_origins',
      coalesce(jsonb_object_agg(substr(key, length(v_part) + 2), value), '{}'))
    into v_parent
    from jsonb_each(p_novel -> 'field_origins') where key = '/' || v_part or starts_with(key, '/' || v_part || '/');
  v_command := genesis.insert_command(s, 'SAVE_CANDIDATE', jsonb_build_object('stage', p_stage), false, p_stage,
    v_version, null, '{}', null, null);
  v_proposal := genesis.add_proposal(s, p_stage, jsonb_build_array(v_content), v_parent, null,
    '{"kind": "import"}', v_command.command_id);
  update genesis_stages
    set working_proposal_id = v_proposal.proposal_id,
        working_candidate_id = (v_proposal.candidates -> 0 ->> 'candidate_id')::uuid,
        working_locked = genesis.canon_locks(p_stage, v_content), working_version = v_version
    where session_id = s.session_id and stage = p_stage
    returning * into v_stage;
  update command_inbox
    set result = jsonb_build_object('proposal_id', v_proposal.proposal_id,
      'candidate_id', v_proposal.candidates -> 0 -> 'candidate_id')
    where command_id = v_command.command_id;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.candidate.saved',
    jsonb_build_object('stage', p_stage, 'proposal', genesis.proposal_reference(v_proposal),
      'working', genesis.working_json(v_stage)),
    v_command.command_id, null);
  update genesis_sessions set version = v_version, updated_at = now()
    where session_id = s.session_id returning * into s;
  return s;
end
$$;
grant execute on function genesis.take_canon(genesis_sessions, text, jsonb) to genesis_app;
