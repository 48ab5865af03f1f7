-- One active relay per partition of keys. The lock belongs to the session of the connection that
-- asks, so it ends with that connection:
--   {outcome: HELD, backend}
--   {outcome: BUSY}          another relay has this partition
--   {outcome: OTHER_COUNT}   relays with another number of partitions are active: their partitions
--                            and these share keys, so nobody may hold both at a time
-- `backend` names that session: what marks rows gives it back, so that a connection which replaced
-- it unnoticed can mark nothing.
-- The lock is taken before one looks for the others: of two that come at once at least one sees the
-- other. The number of partitions is part of what is locked.
create or replace function genesis.take_relay_lock(p_partition integer, p_partitions integer)
returns jsonb
language plpgsql volatile as $$
declare
  v_class integer := hashtext('genesis.relay');
  v_partition integer := p_partitions * 1024 + p_partition;
begin
  if not pg_try_advisory_lock(v_class, v_partition) then
    return '{"outcome": "BUSY"}';
  end if;
  if exists (
    select from pg_locks
    where locktype = 'advisory' and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())
      and classid::bigint = v_class::bigint & 4294967295
      and objid::bigint / 1024 <> p_partitions
  ) then
    perform pg_advisory_unlock_all();
    return '{"outcome": "OTHER_COUNT"}';
  end if;
  return jsonb_build_object('outcome', 'HELD', 'backend', pg_backend_pid());
end
$$;
grant execute on function genesis.take_relay_lock(integer, integer) to genesis_service;
