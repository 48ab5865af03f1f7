-- A proposal as the wire has it.
create or replace function genesis.proposal_json(p genesis_proposals) returns jsonb
language sql stable as $$
  select jsonb_build_object('proposal_id', p.proposal_id, 'stage', p.stage, 'round', p.round,
    'candidates', p.candidates, 'origin', p.origin, 'created_at', genesis.iso(p.created_at))
$$;
grant execute on function genesis.proposal_json(genesis_proposals) to genesis_app, genesis_service;
