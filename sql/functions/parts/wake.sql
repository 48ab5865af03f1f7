-- Wakes listeners. Called after the commit, coalesced by the caller: NOTIFY inside a writing
-- transaction takes a lock that serialises all commits.
-- p_about: the sessions that it is about, as wake-about.ts writes them; empty: any.
create or replace function genesis.wake(p_channel text, p_about text default '') returns void
language sql as $$
  -- A notification holds less than 8,000 bytes.
  select pg_notify('genesis_' || p_channel, case when octet_length(p_about) < 8000 then p_about else '' end)
$$;
grant execute on function genesis.wake(text, text) to genesis_app, genesis_service;
