-- Where the session stands, for the run that owns it:
--   {step: END}                      finished, abandoned, all confirmed, or owned by a newer run
--   {step: WAIT, correlation_id}     the present wait; where it is answered already, the wait
--                                    returns at once
--   {step: GENERATE, command_id}     a command whose answer was taken, and whose run crashed
create or replace function genesis.session_step(
  p_session uuid, p_run_epoch integer, p_flow_run uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_pending command_inbox;
begin
  update genesis_sessions set run_seen_at = now(), flow_run_id = coalesce(flow_run_id, p_flow_run)
    where session_id = p_session and run_epoch = p_run_epoch and status = 'ACTIVE'
    returning * into s;
  if not found then
    return '{"step": "END"}';
  end if;
  select * into v_pending from command_inbox
    where session_id = p_session and status in ('RECEIVED', 'PROCESSING')
    order by received_at limit 1;
  if v_pending.status = 'PROCESSING' then
    return jsonb_build_object('step', 'GENERATE', 'command_id', v_pending.command_id);
  end if;
  if v_pending.command_id is null and genesis.is_all_confirmed(p_session) then
    return '{"step": "END"}';
  end if;
  return jsonb_build_object('step', 'WAIT', 'correlation_id', s.correlation_id);
end
$$;
grant execute on function genesis.session_step(uuid, integer, uuid) to genesis_service;
