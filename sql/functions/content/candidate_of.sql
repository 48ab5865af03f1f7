-- The candidate with that id among a proposal's candidates, or null.
create or replace function genesis.candidate_of(p_candidates jsonb, p_candidate uuid) returns jsonb
language sql immutable as $$
  select value from jsonb_array_elements(p_candidates) where value ->> 'candidate_id' = p_candidate::text
$$;
grant execute on function genesis.candidate_of(jsonb, uuid) to genesis_app, genesis_service;
