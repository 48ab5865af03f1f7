-- Brings a session to a status. One that is not ACTIVE is owned by no run, and nothing resumes it;
-- one that becomes ACTIVE gets a new wait, which is returned. The caller holds its lock, and nothing
-- is pending.
create or replace function genesis.move_session(s genesis_sessions, p_status text) returns uuid
language plpgsql as $$
begin
  if s.status = p_status then
    return null;
  end if;
  update genesis_sessions set status = p_status where session_id = s.session_id;
  if p_status = 'ACTIVE' then
    return genesis.next_wait(s);
  end if;
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where session_id = s.session_id and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
  update genesis_sessions set flow_run_id = null, run_seen_at = null, last_error = null
    where session_id = s.session_id;
  return null;
end
$$;
grant execute on function genesis.move_session(genesis_sessions, text) to genesis_app;
