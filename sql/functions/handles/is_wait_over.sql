-- Whether a run need not pause on a wait: its answer is here already, or the session has gone on
-- (another wait, a newer run). Only looks; register_wait decides.
create or replace function genesis.is_wait_over(
  p_session uuid, p_run_epoch integer, p_correlation uuid
) returns boolean
language sql stable as $$
  select not exists (select from genesis_sessions
      where session_id = p_session and run_epoch = p_run_epoch and correlation_id = p_correlation
        and status = 'ACTIVE')
    or exists (select from flow_resume_handles
      where correlation_id = p_correlation and resume_payload is not null
        and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED'))
$$;
grant execute on function genesis.is_wait_over(uuid, integer, uuid) to genesis_service;
