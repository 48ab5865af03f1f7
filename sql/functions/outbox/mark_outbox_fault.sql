-- A row's own fault (too large, refused by the receiver). It is tried again after 1, 2 and 4 s:
--   {outcome: RETRY, retry_in_ms}
-- then it is FAILED, its key goes on, and its command, where that has not ended and the row does
-- not report a failure itself, ends with genesis.command.failed:
--   {outcome: FAILED, command_ended}
--   {outcome: GONE}         the row is not PENDING any more
--   {outcome: LOCK_LOST}    this is not the connection that took the relay's lock
-- One row a call: the session is locked before its row, and one session a transaction.
create or replace function genesis.mark_outbox_fault(
  p_backend integer, p_outbox bigint, p_reason text
) returns jsonb
language plpgsql as $$
declare
  o event_outbox;
  e domain_events;
  v_ended jsonb;
begin
  if pg_backend_pid() <> p_backend then
    return '{"outcome": "LOCK_LOST"}';
  end if;
  perform from genesis_sessions
    where session_id = (
      select session_id from event_outbox where outbox_id = p_outbox and status = 'PENDING')
    for no key update;
  update event_outbox
    set attempts = attempts + 1, last_error = left(p_reason, 2000),
        status = case when attempts < 3 then 'PENDING' else 'FAILED' end,
        next_attempt_at = case when attempts < 3 then now() + interval '1 second' * 2 ^ attempts end
    where outbox_id = p_outbox and status = 'PENDING'
    returning * into o;
  if not found then
    return '{"outcome": "GONE"}';
  end if;
  if o.status = 'PENDING' then
    return jsonb_build_object('outcome', 'RETRY', 'retry_in_ms', 1000 * 2 ^ (o.attempts - 1));
  end if;
  select * into strict e from domain_events where event_id = o.event_id;
  if e.command_id is not null and e.event_type <> 'genesis.command.failed' then
    v_ended := genesis.give_up_command(e.command_id, 'EVENT_UNDELIVERABLE',
      'The command could not be delivered. Nothing was lost; please try again.', null);
  end if;
  return jsonb_build_object('outcome', 'FAILED', 'command_ended', coalesce(v_ended ->> 'outcome' = 'FAILED', false));
end
$$;
grant execute on function genesis.mark_outbox_fault(integer, bigint, text) to genesis_service;
