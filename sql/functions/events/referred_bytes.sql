-- The stored bytes of the rounds of a session that a payload refers to.
create or replace function genesis.referred_bytes(p_session uuid, p_payload jsonb) returns bigint
language sql stable as $$
  select coalesce(sum(pg_column_size(p.candidates)), 0)
  from (select distinct genesis.rounds_of(p_payload)) as brought(id)
    cross join lateral (select candidates from genesis_proposals
      where session_id = p_session and proposal_id = brought.id limit 1) p
$$;
grant execute on function genesis.referred_bytes(uuid, jsonb) to genesis_service;
