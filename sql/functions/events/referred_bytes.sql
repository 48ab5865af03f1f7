-- The stored bytes of the rounds of a session that a payload refers to.
create or replace function genesis.referred_bytes(p_session uuid, p_payload jsonb) returns bigint
language sql stable as $$
  select coalesce(sum(pg_column_size(candidates)), 0) from genesis_proposals
  where session_id = p_session and proposal_id in (select genesis.rounds_of(p_payload))
$$;
grant execute on function genesis.referred_bytes(uuid, jsonb) to genesis_service;
