-- Ends what is pending in a session whose run can never be started, unless a newer run was claimed
-- meanwhile: as give_up_command, or {outcome: REFUSED}.
create or replace function genesis.give_up_pending(
  p_session uuid, p_run_epoch integer, p_code text, p_message text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_command uuid;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  select command_id into v_command from command_inbox
    where session_id = p_session and is_background and status in ('RECEIVED', 'PROCESSING');
  if s.run_epoch is distinct from p_run_epoch or v_command is null then
    return '{"outcome": "REFUSED"}';
  end if;
  return genesis.give_up_command(v_command, p_code, p_message, null);
end
$$;
grant execute on function genesis.give_up_pending(uuid, integer, text, text) to genesis_service;
