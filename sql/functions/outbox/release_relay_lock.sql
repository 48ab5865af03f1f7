-- Gives up the partition that this connection has. All of its locks, as one that was taken twice is
-- held twice.
create or replace function genesis.release_relay_lock() returns void
language sql volatile as $$
  select pg_advisory_unlock_all()
$$;
grant execute on function genesis.release_relay_lock() to genesis_service;
