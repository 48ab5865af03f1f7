-- Paused runs whose answer is stored and whose lease is free or ran out: takes the lease of each for
-- 15 s and returns them, [{handle_id, session_id, correlation_id, flow_run_id, run_epoch, payload, attempts}].
-- Only what nobody else is taking: it waits for no lock.
create or replace function genesis.take_resumes(p_limit integer) returns jsonb
language sql as $$
  with due as (
    select handle_id from flow_resume_handles
    where status = 'PAUSED' and resume_payload is not null
      and (lease_until is null or lease_until < now())
    order by updated_at limit p_limit for update skip locked
  ), taken as (
    update flow_resume_handles
      set lease_until = now() + interval '15 seconds', attempts = attempts + 1, updated_at = now()
      where handle_id in (select handle_id from due)
      returning *
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle_id', handle_id, 'session_id', session_id, 'correlation_id', t.correlation_id,
    'flow_run_id', t.flow_run_id, 'run_epoch', s.run_epoch, 'payload', resume_payload,
    'attempts', attempts)), '[]')
  from taken t join genesis_sessions s using (session_id)
$$;
grant execute on function genesis.take_resumes(integer) to genesis_service;
