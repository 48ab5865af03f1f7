-- The stored bytes of an event, with those of the rounds that it refers to; a branch stores none.
create or replace function genesis.event_bytes(e domain_events) returns bigint
language sql stable as $$
  select pg_column_size(e.payload) + coalesce((
    select sum(pg_column_size(p.candidates)) from genesis_proposals p
    where p.session_id = e.session_id and p.proposal_id in (select genesis.rounds_of(e.payload))), 0)
$$;
grant execute on function genesis.event_bytes(domain_events) to genesis_service;
