-- Ends a background command as FAILED, whoever has it: the word for the writer, what the model said,
-- the payload so that the writer's words return to their box. {outcome: FAILED | REFUSED, status}.
create or replace function genesis.give_up_command(
  p_command uuid, p_code text, p_message text, p_kept_text text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_ended jsonb;
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  select * into i from command_inbox where command_id = p_command;
  if i.command_id is null or i.status not in ('RECEIVED', 'PROCESSING') then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  v_ended := genesis.end_generation(s, p_command, 'FAILED',
    jsonb_build_object('code', p_code, 'message', p_message, 'kept_text', p_kept_text));
  update genesis_sessions
    set version = version + 1, updated_at = now(),
        last_error = jsonb_build_object('command_id', p_command, 'command_type', i.command_type,
          'payload', i.payload, 'stage', i.stage, 'code', p_code, 'message', p_message,
          'kept_text', v_ended -> 'kept_text', 'at', genesis.iso(now()))
    where session_id = s.session_id returning * into s;
  perform genesis.continue_trace(p_command);
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.command.failed',
    case when v_ended ->> 'proposal' is null then v_ended - 'proposal' - 'working' else v_ended end || jsonb_build_object('code', p_code, 'message', p_message)
      -- The request's event has the payload already; a confirmation's has not.
      || case when i.command_type = 'CONFIRM_STAGE' then jsonb_build_object('payload', i.payload)
           else jsonb_build_object('request_version', i.version) end,
    p_command, null);
  return '{"outcome": "FAILED"}';
end
$$;
grant execute on function genesis.give_up_command(uuid, text, text, text) to genesis_service;
