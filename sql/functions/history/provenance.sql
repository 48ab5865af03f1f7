-- How a field of a stage came to read as it does, newest first: {chain, next}, or null where the account
-- has no such session. It begins with what is accepted there, else with what is chosen, else with the
-- newest round, and goes from each round to the candidate that it was made from, wherever the field
-- stood there. Empty where there is no such field. At most p_limit rounds: `next` is where it goes on
-- (p_before), the round, the candidate in it, and where the field stands there; null at the end.
create or replace function genesis.provenance(
  p_account uuid, p_session uuid, p_stage text, p_pointer text, p_before text default null, p_limit integer default 100
) returns jsonb
language plpgsql stable as $$
declare
  p genesis_proposals;
  v_parent genesis_proposals;
  v_candidate uuid;
  v_parent_candidate uuid;
  v_content jsonb;
  v_before jsonb;
  v_path text[];
  v_old_path text[];
  v_pointer text := p_pointer;
  v_value jsonb;
  v_old jsonb;
  v_rounds uuid[] := '{}';
  v_candidates uuid[] := '{}';
  v_changed jsonb[] := '{}';
  v_next text;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  if p_before is null then
    select g.* into p from genesis_stages st
      join genesis_proposals g on g.session_id = st.session_id and g.stage = st.stage
        and (g.proposal_id = coalesce(st.accepted_proposal_id, st.working_proposal_id)
          or (coalesce(st.accepted_proposal_id, st.working_proposal_id) is null and g.round = st.proposal_count))
      where st.session_id = p_session and st.stage = p_stage;
    select coalesce(st.accepted_candidate_id, st.working_candidate_id, (genesis.candidates_of(p) -> 0 ->> 'candidate_id')::uuid)
      into v_candidate from genesis_stages st where st.session_id = p_session and st.stage = p_stage;
  else
    select * into p from genesis_proposals
      where session_id = p_session and stage = p_stage and proposal_id = split_part(p_before, '|', 1)::uuid;
    v_candidate := split_part(p_before, '|', 2)::uuid;
    v_pointer := substr(p_before, strpos(p_before, '|') + 38);
  end if;
  v_content := genesis.candidate_of(p, v_candidate) -> 'content';
  v_path := genesis.pointer_path(v_pointer);
  v_value := v_content #> v_path;
  while v_value is not null loop
    if cardinality(v_rounds) = p_limit then
      v_next := concat_ws('|', p.proposal_id, v_candidate, v_pointer);
      exit;
    end if;
    select * into v_parent from genesis_proposals
      where session_id = p_session and proposal_id = (p.origin ->> 'parent_proposal_id')::uuid;
    -- Rounds of an early release do not say which candidate it was: of one there is no question.
    v_parent_candidate := (p.origin ->> 'parent_candidate_id')::uuid;
    if v_parent_candidate is null and jsonb_array_length(genesis.candidates_of(v_parent)) = 1 then
      v_parent_candidate := (genesis.candidates_of(v_parent) -> 0 ->> 'candidate_id')::uuid;
    end if;
    v_before := genesis.candidate_of(v_parent, v_parent_candidate) -> 'content';
    v_old_path := genesis.path_before(v_before, v_content, v_path);
    v_old := case when v_old_path is not null then v_before #> v_old_path end;
    v_rounds := v_rounds || p.proposal_id;
    v_candidates := v_candidates || v_candidate;
    v_changed := v_changed || case when v_old = v_value then '[]' else coalesce((
      select jsonb_agg(v_pointer || d.new_pointer order by d.new_pointer collate "C")
      from genesis.diff_leaves(v_old, v_value) d where not d.same), '[]') end;
    p := v_parent;
    v_candidate := v_parent_candidate;
    v_content := v_before;
    v_value := v_old;
    if v_old_path is distinct from v_path then
      v_path := v_old_path;
      v_pointer := genesis.path_pointer(v_path);
    end if;
  end loop;
  return jsonb_build_object('next', v_next,
    'chain', genesis.provenance_steps(p_session, p_stage, v_rounds, v_candidates, v_changed));
end
$$;
grant execute on function genesis.provenance(uuid, uuid, text, text, text, integer) to genesis_app;
