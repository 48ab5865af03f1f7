-- Keeps the relay's connection from being ended as idle while it publishes, and says whether it
-- still is the one that took the lock: {outcome: HELD | LOCK_LOST}.
create or replace function genesis.ping_relay_lock(p_backend integer) returns jsonb
language sql volatile as $$
  select jsonb_build_object('outcome',
    case when pg_backend_pid() = p_backend then 'HELD' else 'LOCK_LOST' end)
$$;
grant execute on function genesis.ping_relay_lock(integer) to genesis_service;
