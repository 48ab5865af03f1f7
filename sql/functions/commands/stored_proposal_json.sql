-- A proposal as the wire has it, its contents in the version that they are stored in. (An array and
-- not jsonb_agg, here and wherever whole contents are gathered: PostgreSQL 18's takes four times as
-- long for an object of twice as many names.)
create or replace function genesis.stored_proposal_json(p genesis_proposals) returns jsonb
language sql stable as $$
  select jsonb_build_object('proposal_id', p.proposal_id, 'stage', p.stage, 'round', p.round,
    'candidates', (select to_jsonb(array_agg(genesis.candidate_json(c) order by n))
      from jsonb_array_elements(genesis.candidates_of(p)) with ordinality as t (c, n)),
    'origin', p.origin, 'created_at', genesis.iso(p.created_at))
$$;
grant execute on function genesis.stored_proposal_json(genesis_proposals) to genesis_app, genesis_service;
