-- The candidate with that id among a proposal's, as it is stored, in the present version; or null.
create or replace function genesis.candidate_of(p genesis_proposals, p_candidate uuid) returns jsonb
language sql stable as $$
  select case when p.content_version = 1 then genesis.upcast_candidate_1(p.stage, value) else value end
  from jsonb_array_elements(genesis.candidates_of(p)) where value ->> 'candidate_id' = p_candidate::text
$$;
grant execute on function genesis.candidate_of(genesis_proposals, uuid) to genesis_app, genesis_service;
