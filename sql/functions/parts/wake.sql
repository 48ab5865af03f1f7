-- Wakes listeners. Called after the commit, coalesced by the caller: NOTIFY inside a writing
-- transaction takes a lock that serialises all commits.
create or replace function genesis.wake(p_channel text) returns void
language sql as $$
  select pg_notify('genesis_' || p_channel, '')
$$;
grant execute on function genesis.wake(text) to genesis_app, genesis_service;
