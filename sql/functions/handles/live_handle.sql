-- The live handle of a wait: WAITING, PENDING_PAUSE or PAUSED; there is at most one. The caller
-- holds the session's lock.
create or replace function genesis.live_handle(p_correlation uuid) returns flow_resume_handles
language sql stable as $$
  select * from flow_resume_handles
  where correlation_id = p_correlation and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED')
$$;
grant execute on function genesis.live_handle(uuid) to genesis_service;
