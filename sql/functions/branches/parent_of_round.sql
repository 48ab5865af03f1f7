-- The candidate that the round of an event was made from: {proposal_id, candidate_id}, or null.
create or replace function genesis.parent_of_round(e domain_events) returns jsonb
language sql stable as $$
  select case when p.origin ->> 'parent_proposal_id' is not null then jsonb_build_object(
    'proposal_id', p.origin -> 'parent_proposal_id', 'candidate_id', p.origin -> 'parent_candidate_id') end
  from genesis_proposals p
  where p.session_id = e.session_id and p.proposal_id = (genesis.plain_payload(e) #>> '{proposal,proposal_id}')::uuid
$$;
grant execute on function genesis.parent_of_round(domain_events) to genesis_app, genesis_service;
