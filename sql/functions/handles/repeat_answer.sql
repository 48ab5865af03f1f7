-- Delivers a command's answer once more from its own event: for one whose delivery was lost with the
-- broker. As deliver_answer; ENDED where the command has no such event.
create or replace function genesis.repeat_answer(p_command uuid) returns jsonb
language plpgsql as $$
declare
  e domain_events;
begin
  select d.* into e from command_inbox i
    join domain_events d on d.session_id = i.session_id and d.version = i.version
    where i.command_id = p_command and d.command_id = p_command;
  if not found or e.correlation_id is null then
    return '{"outcome": "ENDED"}';
  end if;
  return genesis.deliver_answer(e.session_id, e.correlation_id, p_command,
    jsonb_build_object('correlation_id', e.correlation_id, 'command_id', p_command,
      'event_type', e.event_type, 'session_id', e.session_id, 'traceparent', e.traceparent));
end
$$;
grant execute on function genesis.repeat_answer(uuid) to genesis_service;
