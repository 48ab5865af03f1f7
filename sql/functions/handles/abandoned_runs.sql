-- Runs of a session that may still be paused though their wait is over: [flow_run_id…], never the owner.
create or replace function genesis.abandoned_runs(p_session uuid) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(distinct h.flow_run_id), '[]')
  from flow_resume_handles h join genesis_sessions s using (session_id)
  where h.session_id = p_session and h.status = 'EXPIRED' and h.paused_at is not null
    and h.flow_run_id is distinct from s.flow_run_id
$$;
grant execute on function genesis.abandoned_runs(uuid) to genesis_service;
