-- `last_error` as a log leaves it: that of its last failure, unless background work, the finish or the
-- end of the session came after it; else null.
create or replace function genesis.error_in_log(p_session uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('command_id', e.command_id, 'command_type', p.payload -> 'command_type',
    'payload', p.payload -> 'payload', 'stage', p.payload -> 'stage', 'code', p.payload -> 'code',
    'message', p.payload -> 'message', 'kept_text', p.payload -> 'kept_text', 'at', genesis.iso(e.occurred_at))
  from (select * from domain_events where session_id = p_session and event_type = 'genesis.command.failed'
      order by version desc limit 1) f
    join domain_events e using (event_id), lateral (select genesis.event_payload(e) as payload) p
  where not exists (
    select from domain_events later
    where later.session_id = p_session and later.version > e.version
      -- What asks for a generation answers a wait.
      and (later.event_type in ('genesis.session.finished', 'genesis.session.abandoned')
        or later.correlation_id is not null
          and (later.event_type <> 'genesis.stage.confirmed' or later.payload ->> 'generating' is not null)
        or later.event_type in ('genesis.command.undone', 'genesis.command.redone')
          and later.payload #>> '{choices,status}' <> 'ACTIVE'))
$$;
grant execute on function genesis.error_in_log(uuid) to genesis_app;
