-- Stores the answer to a wait, once. What the caller is to do is the outcome:
--   {outcome: RESUME, handle_id, correlation_id, flow_run_id, run_epoch}   it won the lease: resume that run
--   {outcome: STORED}      the run is about to pause; who sets PAUSED sees the answer
--   {outcome: START, run_epoch, flow_run_id, run_seen_at}   nobody waits: left for the next run to find
--   {outcome: DUPLICATE}   this wait has its answer
--   {outcome: ENDED}       the command has ended, or it does not answer the present wait
-- A confirmation that was done at once only moves a paused run on: it never starts one.
-- `p_handle`: where a cache says that the handle is; taken only where it is this wait's live one. With
-- RESUME and STORED goes found_by: CACHE or TABLE.
create or replace function genesis.deliver_answer(
  p_session uuid, p_correlation uuid, p_command uuid, p_payload jsonb, p_handle uuid default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  h flow_resume_handles;
  v_moves_on boolean;
  v_found_by text := 'CACHE';
begin
  select * into s from genesis_sessions where session_id = p_session for no key update;
  select * into i from command_inbox where command_id = p_command and session_id = p_session;
  if s.session_id is null or i.command_id is null or i.correlation_id is distinct from p_correlation then
    return '{"outcome": "ENDED"}';
  end if;
  v_moves_on := not i.is_background and s.status = 'ACTIVE';
  if not v_moves_on
    and (i.status not in ('RECEIVED', 'PROCESSING') or s.correlation_id <> p_correlation) then
    return '{"outcome": "ENDED"}';
  end if;

  select * into h from flow_resume_handles
    where handle_id = p_handle and correlation_id = p_correlation
      and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
  if not found then
    v_found_by := 'TABLE';
    h := genesis.live_handle(p_correlation);
  end if;
  if h.resume_payload is not null then
    return '{"outcome": "DUPLICATE"}';
  end if;
  if h.status = 'PAUSED' then
    update flow_resume_handles
      set resume_payload = p_payload, command_id = p_command, updated_at = now(),
          lease_until = now() + interval '15 seconds', attempts = attempts + 1
      where handle_id = h.handle_id;
    return jsonb_build_object('outcome', 'RESUME', 'handle_id', h.handle_id,
      'correlation_id', p_correlation, 'flow_run_id', h.flow_run_id, 'run_epoch', s.run_epoch, 'found_by', v_found_by);
  elsif h.status = 'PENDING_PAUSE' then
    update flow_resume_handles
      set resume_payload = p_payload, command_id = p_command, updated_at = now()
      where handle_id = h.handle_id;
    return jsonb_build_object('outcome', 'STORED', 'found_by', v_found_by);
  end if;
  if v_moves_on then
    return '{"outcome": "ENDED"}';
  end if;
  if i.status = 'PROCESSING' or exists (select from flow_resume_handles
    where correlation_id = p_correlation and status = 'RESUMED') then
    return '{"outcome": "DUPLICATE"}';
  end if;
  insert into flow_resume_handles
    (correlation_id, session_id, account_id, status, command_id, resume_payload)
  values (p_correlation, p_session, s.account_id, 'WAITING', p_command, p_payload);
  return jsonb_build_object('outcome', 'START', 'run_epoch', s.run_epoch,
    'flow_run_id', s.flow_run_id, 'run_seen_at', genesis.iso(s.run_seen_at));
end
$$;
grant execute on function genesis.deliver_answer(uuid, uuid, uuid, jsonb, uuid) to genesis_service;
