-- For an operator: where a session stands, and all that happened to it, oldest first. No texts.
-- null where there is none, else {session: {…}, timeline: [{at, part, what, id, …}]}; with p_limit the
-- newest so many entries. Not granted: the owner's.
create or replace function genesis.look_session(p_session uuid, p_limit integer) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'session', jsonb_build_object('session_id', s.session_id, 'status', s.status,
      'current_stage', s.current_stage, 'version', s.version, 'correlation_id', s.correlation_id,
      'run_epoch', s.run_epoch, 'flow_run_id', s.flow_run_id, 'run_seen_at', genesis.iso(s.run_seen_at),
      'created_at', genesis.iso(s.created_at), 'deleted_at', genesis.iso(s.deleted_at)),
    'timeline', coalesce((
      select jsonb_agg(jsonb_strip_nulls(t.entry || jsonb_build_object('at', genesis.iso(t.at),
          'part', t.part, 'what', t.what, 'id', t.id)) order by t.at, t.rank)
      from (
        select * from (
          select c.received_at as at, 1 as rank, 'command' as part, c.command_type || ' received' as what,
            c.command_id as id, jsonb_build_object('stage', c.stage, 'correlation_id', c.correlation_id,
              'status', c.status) as entry
          from command_inbox c where c.session_id = p_session
          union all
          select c.started_at, 4, 'command', c.command_type || ' begun', c.command_id,
            jsonb_build_object('run_epoch', c.run_epoch)
          from command_inbox c where c.session_id = p_session and c.is_background
          union all
          select c.finished_at, 8, 'command', c.command_type || ' ' || lower(c.status), c.command_id,
            jsonb_build_object('code', c.error ->> 'code')
          from command_inbox c where c.session_id = p_session and c.is_background
          union all
          select e.occurred_at, 2, 'event', e.event_type, e.event_id,
            jsonb_build_object('version', e.version, 'command_id', e.command_id, 'traceparent', e.traceparent)
          from domain_events e where e.session_id = p_session
          union all
          select coalesce(o.sent_at, o.next_attempt_at, o.created_at), 3, 'outbox', lower(o.status),
            o.event_id, jsonb_build_object('outbox_id', o.outbox_id, 'attempts', nullif(o.attempts, 0),
              'reason', left(o.last_error, 200))
          from event_outbox o where o.session_id = p_session
          union all
          select w.at, w.rank, 'wait', w.what, h.handle_id, jsonb_build_object(
            'correlation_id', h.correlation_id, 'flow_run_id', h.flow_run_id, 'status', h.status,
            'is_answered', h.resume_payload is not null, 'paused_by', h.paused_by,
            'attempts', nullif(h.attempts, 0), 'lease_until', genesis.iso(h.lease_until))
          from flow_resume_handles h cross join lateral (values (h.created_at, 5, 'made'),
            (h.paused_at, 6, 'paused'), (h.resumed_at, 7, 'resumed')) w (at, rank, what)
          where h.session_id = p_session
          union all
          select coalesce(k.heartbeat_at, k.created_at), 6, 'task', lower(k.status), k.command_id,
            jsonb_build_object('progress', k.progress,
              'message_code', k.message_code, 'attempts', k.attempts, 'flow_run_id', k.flow_run_id,
              'candidates', k.candidates_done || '/' || k.candidates_total)
          from async_tasks k where k.session_id = p_session
          union all
          select m.ended_at, 6, 'model', lower(m.outcome), m.call_id, jsonb_build_object(
            'command_id', m.command_id, 'model', m.model, 'host', m.host,
            'input_tokens', m.input_tokens, 'output_tokens', m.output_tokens)
          from model_calls m where m.session_id = p_session
        ) everything
        where at is not null
        order by at desc, rank desc limit p_limit
      ) t), '[]'))
  from genesis_sessions s where s.session_id = p_session
$$;
