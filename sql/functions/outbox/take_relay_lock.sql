-- One active relay per partition of keys. The lock belongs to the session of the connection that
-- asks, so it ends with that connection:
--   {outcome: HELD, backend}
--   {outcome: BUSY}          another relay has this partition
--   {outcome: OTHER_COUNT}   relays with another number of partitions are active: their partitions
--                            and these share keys, so nobody may hold both at a time
-- `backend` names that session: what marks rows gives it back, so that a connection which replaced
-- it unnoticed can mark nothing.
-- The number of partitions is part of what is locked. Others are looked for again once the lock is
-- had: of two that come at once at least one sees the other.
create or replace function genesis.take_relay_lock(p_partition integer, p_partitions integer)
returns jsonb
language plpgsql volatile as $$
begin
  if genesis.has_other_relays(p_partitions) then
    return '{"outcome": "OTHER_COUNT"}';
  end if;
  if not pg_try_advisory_lock(hashtext('genesis.relay'), p_partitions * 1024 + p_partition) then
    return '{"outcome": "BUSY"}';
  end if;
  if genesis.has_other_relays(p_partitions) then
    perform pg_advisory_unlock_all();
    return '{"outcome": "OTHER_COUNT"}';
  end if;
  -- A relay that is frozen between describing a statement that is new to its connection and running it
  -- leaves a session that is neither idle nor, for its time-outs, in a transaction: from PostgreSQL 17
  -- on this ends it. No statement of a relay takes as long; it waits four seconds for each.
  if current_setting('transaction_timeout', true) is not null then
    perform set_config('transaction_timeout', '10s', false);
  end if;
  return jsonb_build_object('outcome', 'HELD', 'backend', pg_backend_pid());
end
$$;
grant execute on function genesis.take_relay_lock(integer, integer) to genesis_service;
