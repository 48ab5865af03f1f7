-- A fresh wait for a run that woke and found nothing to do: Prefect refuses to pause twice with one
-- key. The present wait's id, whatever it is by now, comes back: {correlation_id}.
create or replace function genesis.new_wait(
  p_session uuid, p_run_epoch integer, p_correlation uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  if s.correlation_id = p_correlation and s.run_epoch = p_run_epoch and s.answered_by is null then
    update flow_resume_handles set status = 'EXPIRED', updated_at = now()
      where correlation_id = p_correlation and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
    return jsonb_build_object('correlation_id', genesis.next_wait(s));
  end if;
  return jsonb_build_object('correlation_id', s.correlation_id);
end
$$;
grant execute on function genesis.new_wait(uuid, integer, uuid) to genesis_service;
