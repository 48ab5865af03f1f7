-- Progress of a running command: never backwards. {outcome: REPORTED | REFUSED}.
create or replace function genesis.report_progress(
  p_command uuid, p_run_epoch integer, p_progress integer, p_message_code text, p_done integer, p_total integer
) returns jsonb
language plpgsql as $$
begin
  update async_tasks t
    set progress = greatest(t.progress, p_progress), message_code = p_message_code,
        candidates_done = greatest(t.candidates_done, p_done), candidates_total = p_total, heartbeat_at = now()
    from command_inbox i
    where t.command_id = p_command and i.command_id = p_command
      and i.status = 'PROCESSING' and i.run_epoch = p_run_epoch;
  return jsonb_build_object('outcome', case when found then 'REPORTED' else 'REFUSED' end);
end
$$;
grant execute on function genesis.report_progress(uuid, integer, integer, text, integer, integer) to genesis_service;
