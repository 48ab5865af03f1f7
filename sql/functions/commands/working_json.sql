-- What the writer has chosen and locked in a stage, or null.
create or replace function genesis.working_json(st genesis_stages) returns jsonb
language sql stable as $$
  select case when st.working_candidate_id is not null then jsonb_build_object(
    'proposal_id', st.working_proposal_id, 'candidate_id', st.working_candidate_id,
    'locked', genesis.upcast_pointers_1(st.working_locked)) end
$$;
grant execute on function genesis.working_json(genesis_stages) to genesis_app, genesis_service;
