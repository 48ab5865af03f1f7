-- A claim whose run could not be started, and surely was not: the next sweep may claim again at once.
create or replace function genesis.release_run(p_session uuid, p_run_epoch integer) returns void
language sql as $$
  update genesis_sessions set run_seen_at = null
  where session_id = p_session and run_epoch = p_run_epoch and flow_run_id is null
$$;
grant execute on function genesis.release_run(uuid, integer) to genesis_service;
