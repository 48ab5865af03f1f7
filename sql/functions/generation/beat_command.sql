-- The worker's beat for a command. Its answer is the command's status; anything but PROCESSING, and
-- an older epoch (SUPERSEDED), aborts the model call. The session before its task, as everybody locks
-- them: whoever ends the generation holds the session and waits for the task.
create or replace function genesis.beat_command(p_command uuid, p_run_epoch integer) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox;
begin
  select * into v_command from command_inbox where command_id = p_command;
  if v_command.status = 'PROCESSING' and v_command.run_epoch = p_run_epoch then
    update genesis_sessions set run_seen_at = now()
      where session_id = v_command.session_id and run_epoch = p_run_epoch;
    update async_tasks set heartbeat_at = now() where command_id = p_command;
    return '{"status": "PROCESSING"}';
  end if;
  return jsonb_build_object('status',
    case when v_command.status = 'PROCESSING' then 'SUPERSEDED' else v_command.status end);
end
$$;
grant execute on function genesis.beat_command(uuid, integer) to genesis_service;
