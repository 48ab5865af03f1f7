-- Prefect has the pause: said by the worker's state hook, or by the reconciler where that was lost.
--   {outcome: PAUSED}   waiting for its answer
--   {outcome: RESUME, handle_id, session_id, flow_run_id}   the answer came first: it is to be resumed
--   {outcome: NONE}     no such wait of that run is live
create or replace function genesis.handle_paused(
  p_correlation uuid, p_flow_run uuid, p_paused_by text
) returns jsonb
language plpgsql as $$
declare
  h flow_resume_handles;
begin
  perform from genesis_sessions
    where session_id = (select session_id from flow_resume_handles
                        where correlation_id = p_correlation limit 1)
    for no key update;
  update flow_resume_handles
    set status = 'PAUSED', paused_by = p_paused_by, paused_at = now(), updated_at = now()
    where correlation_id = p_correlation and flow_run_id = p_flow_run and status = 'PENDING_PAUSE';
  h := genesis.live_handle(p_correlation);
  if h.status is distinct from 'PAUSED' or h.flow_run_id is distinct from p_flow_run then
    return '{"outcome": "NONE"}';
  end if;
  if h.resume_payload is null then
    return '{"outcome": "PAUSED"}';
  end if;
  return jsonb_build_object('outcome', 'RESUME', 'handle_id', h.handle_id,
    'session_id', h.session_id, 'flow_run_id', h.flow_run_id);
end
$$;
grant execute on function genesis.handle_paused(uuid, uuid, text) to genesis_service;
