-- What the writer accepted in a stage: the content of its candidate, or null.
create or replace function genesis.accepted_content(st genesis_stages) returns jsonb
language sql stable as $$
  select genesis.candidate_of(p, st.accepted_candidate_id) -> 'content'
  from genesis_proposals p where p.session_id = st.session_id and p.proposal_id = st.accepted_proposal_id
$$;
grant execute on function genesis.accepted_content(genesis_stages) to genesis_app, genesis_service;
