-- The stored bytes of an event, with those of the round that it refers to; a branch stores none.
create or replace function genesis.event_bytes(e domain_events) returns bigint
language sql stable as $$
  select pg_column_size(e.payload) + coalesce((
    select pg_column_size(p.candidates) from genesis_proposals p
    where p.session_id = e.session_id
      and p.proposal_id = (e.payload -> 'proposal' ->> 'proposal_id')::uuid), 0)
$$;
grant execute on function genesis.event_bytes(domain_events) to genesis_service;
