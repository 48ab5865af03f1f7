-- The right to start a new run of a session, by compare-and-set on its epoch and its present wait:
--   {outcome: CLAIMED, run_epoch, former_flow_run_id}   start it with the idempotency key session:epoch
--   {outcome: LOST}   somebody else was faster, or is starting one right now (15 s)
--   {outcome: IDLE}   nothing is pending: no run is needed
--   {outcome: OUTDATED}   the session waits for something else by now
-- Handles of earlier runs expire; an answer stored with one is left for the new run to find. Whoever
-- claims has 15 s to start it; run_seen_at is that lease.
create or replace function genesis.claim_run(
  p_session uuid, p_expected_epoch integer, p_correlation uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  h flow_resume_handles;
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  if not found or s.run_epoch <> p_expected_epoch
    or (s.flow_run_id is null and s.run_seen_at > now() - interval '15 seconds') then
    return '{"outcome": "LOST"}';
  end if;
  -- The run that looked lost has answered that wait meanwhile, and may be paused on the next one.
  if s.correlation_id <> p_correlation then
    return '{"outcome": "OUTDATED"}';
  end if;
  h := genesis.live_handle(s.correlation_id);
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where session_id = p_session and status in ('PENDING_PAUSE', 'PAUSED');
  if s.status <> 'ACTIVE' or not exists (select from command_inbox
    where session_id = p_session and is_background and status in ('RECEIVED', 'PROCESSING')) then
    update genesis_sessions set flow_run_id = null, run_seen_at = null where session_id = p_session;
    return '{"outcome": "IDLE"}';
  end if;
  if h.status in ('PENDING_PAUSE', 'PAUSED') and h.resume_payload is not null then
    insert into flow_resume_handles
      (correlation_id, session_id, account_id, status, command_id, resume_payload)
    values (h.correlation_id, p_session, s.account_id, 'WAITING', h.command_id, h.resume_payload);
  end if;
  update genesis_sessions set run_epoch = run_epoch + 1, flow_run_id = null, run_seen_at = now()
    where session_id = p_session;
  return jsonb_build_object('outcome', 'CLAIMED', 'run_epoch', s.run_epoch + 1,
    'former_flow_run_id', s.flow_run_id);
end
$$;
grant execute on function genesis.claim_run(uuid, integer, uuid) to genesis_service;
