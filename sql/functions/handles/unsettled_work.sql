-- What the reconciler and the reaper look at, oldest first:
--   commands: pending background commands that are not visibly on their way: RECEIVED for longer
--     than p_grace, or PROCESSING without a beat for twice that. [{command_id, session_id, status,
--     run_epoch, flow_run_id, correlation_id, is_starting, attempts, age_ms, silent_ms, beat_at,
--     handle: {handle_id, correlation_id, status, is_answered, flow_run_id} | null}]
--   pauses: PENDING_PAUSE for longer than p_grace: the state hook was lost, or the run.
--     [{handle_id, session_id, correlation_id, flow_run_id, run_epoch, is_answered, age_ms}]
create or replace function genesis.unsettled_work(p_grace interval, p_limit integer) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'commands', coalesce((
      select jsonb_agg(to_jsonb(w) || jsonb_build_object('handle', (
          select jsonb_build_object('handle_id', h.handle_id, 'correlation_id', h.correlation_id,
            'status', h.status, 'is_answered', h.resume_payload is not null, 'flow_run_id', h.flow_run_id)
          from flow_resume_handles h
          where h.correlation_id = w.correlation_id and h.status <> 'EXPIRED'
          order by h.created_at desc limit 1))
        order by w.age_ms desc)
      from (
        select c.command_id, c.session_id, c.status, s.run_epoch, s.flow_run_id,
          s.correlation_id,
          s.flow_run_id is null and coalesce(s.run_seen_at > now() - interval '15 seconds', false) as is_starting,
          t.attempts, b.beat_at,
          floor(extract(epoch from now() - c.received_at) * 1000) as age_ms,
          floor(extract(epoch from now() - b.beat_at) * 1000) as silent_ms
        from command_inbox c
        join genesis_sessions s using (session_id)
        join async_tasks t using (command_id)
        cross join lateral (
          select case c.status when 'PROCESSING' then greatest(t.heartbeat_at, c.started_at, s.run_seen_at)
            else greatest(c.received_at, s.run_seen_at) end as beat_at
        ) b
        where c.status in ('RECEIVED', 'PROCESSING') and c.is_background
          and c.received_at < now() - p_grace
          and (c.status = 'RECEIVED' or b.beat_at < now() - 2 * p_grace)
        order by c.received_at limit p_limit
      ) w), '[]'),
    'pauses', coalesce((
      select jsonb_agg(jsonb_build_object('handle_id', h.handle_id, 'session_id', h.session_id,
        'correlation_id', h.correlation_id, 'flow_run_id', h.flow_run_id, 'run_epoch', s.run_epoch,
        'is_answered', h.resume_payload is not null,
        'age_ms', floor(extract(epoch from now() - h.updated_at) * 1000)))
      from (
        select * from flow_resume_handles
        where status = 'PENDING_PAUSE' and updated_at < now() - p_grace
        order by updated_at limit p_limit
      ) h join genesis_sessions s using (session_id)), '[]'))
$$;
grant execute on function genesis.unsettled_work(interval, integer) to genesis_service;
