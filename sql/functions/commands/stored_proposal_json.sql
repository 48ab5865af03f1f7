-- A proposal as the wire has it, its contents in the version that they are stored in. (An array and
-- not jsonb_agg, here and wherever whole contents are gathered: PostgreSQL 18's takes four times as
-- long for an object of twice as many names.)
create or replace function genesis.stored_proposal_json(p genesis_proposals) returns jsonb
language plpgsql stable as $$
declare
  v_stored jsonb := coalesce(p.candidates, genesis.candidates_of(p));
  v_candidates jsonb[] := '{}';
begin
  for n in 0 .. jsonb_array_length(v_stored) - 1 loop
    v_candidates := array_append(v_candidates, genesis.candidate_json(v_stored -> n));
  end loop;
  return jsonb_build_object('proposal_id', p.proposal_id, 'stage', p.stage, 'round', p.round,
    'candidates', to_jsonb(v_candidates), 'origin', p.origin, 'created_at', genesis.iso(p.created_at));
end
$$;
grant execute on function genesis.stored_proposal_json(genesis_proposals) to genesis_app, genesis_service;
