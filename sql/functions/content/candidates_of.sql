-- The candidates of a round as they are stored: in its own row, or where the round of a branch is
-- the same round of another session.
create or replace function genesis.candidates_of(p genesis_proposals) returns jsonb
language sql stable as $$
  select coalesce(p.candidates, (
    select o.candidates from genesis_proposals o
    where o.proposal_id = p.proposal_id and o.candidates is not null limit 1))
$$;
grant execute on function genesis.candidates_of(genesis_proposals) to genesis_app, genesis_service;
