-- RENAME_EVERYWHERE: a person, a place or anything else has another name, in every stage at once. What
-- stands in a stage that mentions it becomes a new round of kind `user`, which takes its place: what
-- was accepted stays accepted, and nothing is stale by it. One event, and one undo.
create or replace function genesis.rename_everywhere(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_command command_inbox;
  v_renamed record;
  v_proposal genesis_proposals;
  v_candidate uuid;
  v_stage genesis_stages;
  v_stages jsonb := '{}';
begin
  if not exists (select from genesis.renamed_candidates(s.session_id, p_payload ->> 'from', p_payload ->> 'to')) then
    return genesis.invalid('/payload/from', 'is in no stage');
  end if;
  if exists (select from genesis.renamed_candidates(s.session_id, p_payload ->> 'from', p_payload ->> 'to') r
    where genesis.is_too_large(r.content)) then
    return genesis.invalid('/payload/to', 'makes a stage larger than 196608 bytes of JSON');
  end if;
  v_command := genesis.insert_command(s, 'RENAME_EVERYWHERE', p_payload, false, s.current_stage, v_version,
    null, '{}', p_key, p_hash);
  for v_renamed in
    select * from genesis.renamed_candidates(s.session_id, p_payload ->> 'from', p_payload ->> 'to')
  loop
    v_proposal := genesis.add_proposal(s, v_renamed.stage, jsonb_build_array(v_renamed.content),
      v_renamed.candidate, (v_renamed.round).proposal_id, '{"kind": "user"}', v_command.command_id);
    v_candidate := (v_proposal.candidates -> 0 ->> 'candidate_id')::uuid;
    update genesis_stages
      set accepted_proposal_id = case when v_renamed.is_accepted then v_proposal.proposal_id else accepted_proposal_id end,
          accepted_candidate_id = case when v_renamed.is_accepted then v_candidate else accepted_candidate_id end,
          accepted_rounds = case when v_renamed.is_accepted
            then accepted_rounds || to_jsonb(v_proposal.proposal_id) else accepted_rounds end,
          -- Locks say where, and everything is where it was.
          working_locked = case when working_candidate_id = (v_renamed.candidate ->> 'candidate_id')::uuid
            then working_locked else '[]' end,
          working_proposal_id = v_proposal.proposal_id, working_candidate_id = v_candidate,
          working_version = v_version
      where session_id = s.session_id and stage = v_renamed.stage returning * into strict v_stage;
    v_stages := v_stages || jsonb_build_object(v_renamed.stage, jsonb_build_object(
      'proposal', genesis.proposal_reference(v_proposal), 'working', genesis.working_json(v_stage),
      'is_accepted', coalesce(v_renamed.is_accepted, false)));
  end loop;
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.name.changed',
    jsonb_build_object('from', p_payload -> 'from', 'to', p_payload -> 'to', 'stages', v_stages),
    v_command.command_id, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.rename_everywhere(genesis_sessions, jsonb, text, text) to genesis_app, genesis_service;
