-- Gives a command up that was found stale, unless it has moved meanwhile: its status and last beat
-- have to be those that were seen. As give_up_command, or {outcome: MOVED}.
create or replace function genesis.reap_command(
  p_command uuid, p_status text, p_beat_at timestamptz, p_code text, p_message text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_heartbeat_at timestamptz;
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  select * into i from command_inbox where command_id = p_command;
  select heartbeat_at into v_heartbeat_at from async_tasks where command_id = p_command;
  if i.status is distinct from p_status
    or greatest(v_heartbeat_at, i.started_at, i.received_at, s.run_seen_at) > p_beat_at then
    return '{"outcome": "MOVED"}';
  end if;
  return genesis.give_up_command(p_command, p_code, p_message, null);
end
$$;
grant execute on function genesis.reap_command(uuid, text, timestamptz, text, text) to genesis_service;
