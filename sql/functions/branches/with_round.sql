-- A replay's rounds with one more of the repeated session, which is this candidate here; null: nothing is.
create or replace function genesis.with_round(r session_replays, p_proposal uuid, p_ids jsonb) returns jsonb
language sql immutable as $$
  select r.rounds || case when p_ids is null then '{}' else jsonb_build_object(p_proposal, jsonb_build_object(
    'proposal_id', p_ids -> 'proposal_id', 'candidate_ids', jsonb_build_array(p_ids -> 'candidate_id'))) end
$$;
grant execute on function genesis.with_round(session_replays, uuid, jsonb) to genesis_app, genesis_service;
