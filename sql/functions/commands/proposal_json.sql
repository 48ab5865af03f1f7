-- A proposal as the wire has it.
create or replace function genesis.proposal_json(p genesis_proposals) returns jsonb
language sql stable as $$
  select case when p.content_version = 1
    then genesis.upcast_round_1(jsonb_build_object('proposal', genesis.stored_proposal_json(p))) -> 'proposal'
    else genesis.stored_proposal_json(p) end
$$;
grant execute on function genesis.proposal_json(genesis_proposals) to genesis_app, genesis_service;
