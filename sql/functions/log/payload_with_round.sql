-- A stored payload with the round that it refers to, as that is stored.
create or replace function genesis.payload_with_round(p_session uuid, p_payload jsonb) returns jsonb
language sql stable as $$
  select p_payload || jsonb_build_object('proposal', jsonb_build_object('proposal_id', p.proposal_id,
    'round', p.round, 'candidates', genesis.candidates_of(p), 'origin', p.origin, 'content_version', p.content_version))
  from genesis_proposals p
  where p.session_id = p_session and p.proposal_id = (p_payload #>> '{proposal,proposal_id}')::uuid
$$;
grant execute on function genesis.payload_with_round(uuid, jsonb) to genesis_app, genesis_service;
