-- A proposal as its event is stored: the round stands in genesis_proposals, written by the same
-- transaction and never changed, and event_payload puts it in. Null where there is none.
create or replace function genesis.proposal_reference(p genesis_proposals) returns jsonb
language sql immutable as $$
  select case when p.proposal_id is not null then jsonb_build_object('proposal_id', p.proposal_id) end
$$;
grant execute on function genesis.proposal_reference(genesis_proposals) to genesis_app, genesis_service;
