-- How a field of a stage came to read as it does, newest first: {chain}, or null where the account has
-- no such session. It begins with what is accepted there, else with what is chosen, else with the
-- newest round, and goes from each round to the candidate that it was made from, wherever the field
-- stood there. Empty where there is no such field.
create or replace function genesis.provenance(p_account uuid, p_session uuid, p_stage text, p_pointer text)
returns jsonb
language plpgsql stable as $$
declare
  p genesis_proposals;
  v_parent genesis_proposals;
  v_candidate uuid;
  v_parent_candidate uuid;
  v_content jsonb;
  v_before jsonb;
  v_pointer text := p_pointer;
  v_chain jsonb := '[]';
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  select g.* into p from genesis_stages st
    join genesis_proposals g on g.session_id = st.session_id and g.stage = st.stage
      and (g.proposal_id = coalesce(st.accepted_proposal_id, st.working_proposal_id)
        or (coalesce(st.accepted_proposal_id, st.working_proposal_id) is null and g.round = st.proposal_count))
    where st.session_id = p_session and st.stage = p_stage;
  select coalesce(st.accepted_candidate_id, st.working_candidate_id, (genesis.candidates_of(p) -> 0 ->> 'candidate_id')::uuid)
    into v_candidate from genesis_stages st where st.session_id = p_session and st.stage = p_stage;
  v_content := genesis.candidate_of(p, v_candidate) -> 'content';
  while v_content #> genesis.pointer_path(v_pointer) is not null loop
    select * into v_parent from genesis_proposals
      where session_id = p_session and proposal_id = (p.origin ->> 'parent_proposal_id')::uuid;
    -- Rounds of an early release do not say which candidate it was: of one there is no question.
    v_parent_candidate := coalesce((p.origin ->> 'parent_candidate_id')::uuid,
      case when jsonb_array_length(genesis.candidates_of(v_parent)) = 1
        then (genesis.candidates_of(v_parent) -> 0 ->> 'candidate_id')::uuid end);
    v_before := genesis.candidate_of(v_parent, v_parent_candidate) -> 'content';
    v_chain := v_chain || genesis.provenance_step(p, v_candidate, coalesce((
      select jsonb_agg(d.new_pointer order by d.new_pointer collate "C")
      from genesis.diff_leaves(v_before, v_content) d
      where not d.same and (d.new_pointer = v_pointer or starts_with(d.new_pointer, v_pointer || '/'))), '[]'));
    exit when v_before is null;
    v_pointer := genesis.pointer_before(v_before, v_content, v_pointer);
    p := v_parent;
    v_candidate := v_parent_candidate;
    v_content := v_before;
  end loop;
  return jsonb_build_object('chain', v_chain);
end
$$;
grant execute on function genesis.provenance(uuid, uuid, text, text) to genesis_app;
