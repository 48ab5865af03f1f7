-- RECEIVED → PROCESSING, and everything that a generation needs to know. A newer run takes a
-- command over with another attempt; an older one is REFUSED.
create or replace function genesis.begin_command(
  p_command uuid, p_run_epoch integer, p_flow_run uuid
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  t async_tasks;
  v_lock record;
  v_wanted integer;
  v_trace text;
begin
  select * into v_lock from genesis.lock_generation(p_command, p_run_epoch);
  s := v_lock.s;
  i := v_lock.i;
  if i.command_id is null or i.status not in ('RECEIVED', 'PROCESSING') or s.run_epoch <> p_run_epoch
    or s.status <> 'ACTIVE' or not i.is_background then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  v_wanted := case when i.stage = 'CONCEPT_SELECTION' and i.command_type <> 'PLACE_MATERIAL'
    and not i.payload ? 'candidate_id' then 3 else 1 end;
  update command_inbox
    set status = 'PROCESSING', run_epoch = p_run_epoch, started_at = coalesce(started_at, now())
    where command_id = p_command;
  -- What is not finished starts anew, so its text does too.
  delete from generation_partials g using async_tasks a
    where g.command_id = p_command and a.command_id = p_command
      and not exists (select from jsonb_array_elements(a.finished) f
                      where (f ->> 'candidate_index')::integer = g.candidate_index);
  update async_tasks
    set status = 'RUNNING', attempts = attempts + 1, heartbeat_at = now(), flow_run_id = p_flow_run,
        started_at = coalesce(started_at, now()), candidates_total = v_wanted,
        message_code = case when attempts = 0 then 'STARTING' else 'RESTARTED_AFTER_CRASH' end
    where command_id = p_command
    returning * into strict t;
  update genesis_sessions
    set version = version + 1, run_seen_at = now(), flow_run_id = p_flow_run, updated_at = now()
    where session_id = s.session_id returning * into s;
  v_trace := genesis.continue_trace(p_command);
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.generation.started',
    jsonb_build_object('stage', i.stage, 'command_type', i.command_type, 'attempt', t.attempts,
      'run_epoch', p_run_epoch),
    p_command, null);
  return jsonb_build_object('outcome', 'STARTED', 'attempt', t.attempts, 'traceparent', v_trace,
    'command', jsonb_build_object('command_id', p_command, 'command_type', i.command_type,
      'stage', i.stage, 'payload', i.payload, 'locked', genesis.command_locked(p_command)),
    'own_model', genesis.account_model(s.account_id),
    'replay_model', (select model from session_replays where session_id = s.session_id and status = 'RUNNING'),
    'context', genesis.generation_context(s, i) || jsonb_build_object('wanted', v_wanted,
      'finished', genesis.finished_candidates(t)));
end
$$;
grant execute on function genesis.begin_command(uuid, integer, uuid) to genesis_service;
