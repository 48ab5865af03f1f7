-- The run asks how to wait, before it asks Prefect for the pause:
--   {outcome: PAUSE, handle_id}    the row is PENDING_PAUSE: pause with the wait's id as the key
--   {outcome: ANSWERED, payload}   the answer is here already: do not pause at all
--   {outcome: REFUSED}             another run owns the session, or this wait is over
-- A run that is started again registers again; the row follows its newest task run.
create or replace function genesis.register_wait(
  p_session uuid, p_run_epoch integer, p_correlation uuid, p_flow_run uuid, p_task_run uuid,
  p_pause_key text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  h flow_resume_handles;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  if not found or s.status <> 'ACTIVE' or s.run_epoch <> p_run_epoch
    or s.correlation_id <> p_correlation then
    return '{"outcome": "REFUSED"}';
  end if;
  update genesis_sessions set flow_run_id = p_flow_run, run_seen_at = now() where session_id = p_session;

  h := genesis.live_handle(p_correlation);
  if h.resume_payload is not null then
    update flow_resume_handles
      set status = 'RESUMED', resumed_at = now(), updated_at = now(), lease_until = null,
          flow_run_id = p_flow_run, task_run_id = p_task_run, pause_key = p_pause_key
      where handle_id = h.handle_id;
    return jsonb_build_object('outcome', 'ANSWERED', 'payload', h.resume_payload);
  end if;
  if h.handle_id is null then
    -- A run that crashed between its answer and its work: the answer still stands.
    select * into h from flow_resume_handles
      where correlation_id = p_correlation and status = 'RESUMED' and resume_payload is not null
      order by created_at desc limit 1;
    if found then
      return jsonb_build_object('outcome', 'ANSWERED', 'payload', h.resume_payload);
    end if;
  elsif h.status = 'PENDING_PAUSE' then
    update flow_resume_handles
      set flow_run_id = p_flow_run, task_run_id = p_task_run, pause_key = p_pause_key, updated_at = now()
      where handle_id = h.handle_id;
    return jsonb_build_object('outcome', 'PAUSE', 'handle_id', h.handle_id);
  else
    -- PAUSED, and yet the run is here without an answer: somebody resumed it by hand.
    update flow_resume_handles set status = 'EXPIRED', updated_at = now() where handle_id = h.handle_id;
  end if;
  insert into flow_resume_handles
    (correlation_id, session_id, account_id, flow_run_id, task_run_id, pause_key, status)
  values (p_correlation, p_session, s.account_id, p_flow_run, p_task_run, p_pause_key, 'PENDING_PAUSE')
  returning * into h;
  return jsonb_build_object('outcome', 'PAUSE', 'handle_id', h.handle_id);
end
$$;
grant execute on function genesis.register_wait(uuid, integer, uuid, uuid, uuid, text) to genesis_service;
