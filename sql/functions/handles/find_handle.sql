-- The newest handle of a wait, to look at: {handle_id, session_id, flow_run_id, status}, or null. It
-- may be outdated when it arrives; what is done with a handle is decided by the functions that lock.
create or replace function genesis.find_handle(p_correlation uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('handle_id', handle_id, 'session_id', session_id,
    'flow_run_id', flow_run_id, 'status', status)
  from flow_resume_handles where correlation_id = p_correlation
  order by created_at desc limit 1
$$;
grant execute on function genesis.find_handle(uuid) to genesis_service;
