-- One active relay per partition of keys. The lock belongs to the session of the connection that
-- asks, so it ends with that connection: {outcome: HELD, backend} or {outcome: BUSY}.
-- `backend` names that session: what marks rows gives it back, so that a connection which replaced
-- it unnoticed can mark nothing.
create or replace function genesis.take_relay_lock(p_partition integer) returns jsonb
language sql volatile as $$
  select case when pg_try_advisory_lock(hashtext('genesis.relay'), p_partition)
    then jsonb_build_object('outcome', 'HELD', 'backend', pg_backend_pid())
    else '{"outcome": "BUSY"}' end
$$;
grant execute on function genesis.take_relay_lock(integer) to genesis_service;
