-- Brings what a session does to a standstill before it is deleted: its pending command is cancelled,
-- no wait can be resumed any more, and no run owns it. The caller holds the session's lock. Returns
-- the session's version: the cancellation is an event.
create or replace function genesis.halt_session(s genesis_sessions) returns integer
language plpgsql as $$
declare
  v_version integer := s.version;
  v_pending uuid;
  v_ended jsonb;
begin
  -- The wait is answered exactly while the command that answered it is pending.
  select command_id into v_pending from command_inbox
    where command_id = s.answered_by and status in ('RECEIVED', 'PROCESSING');
  if v_pending is not null then
    v_version := v_version + 1;
    v_ended := genesis.end_generation(s, v_pending, 'CANCELLED', null);
    perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.command.cancelled',
      v_ended, v_pending, null);
  end if;
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where session_id = s.session_id and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
  update genesis_sessions set version = v_version, flow_run_id = null, run_seen_at = null
    where session_id = s.session_id;
  return v_version;
end
$$;
grant execute on function genesis.halt_session(genesis_sessions) to genesis_app, genesis_service;
