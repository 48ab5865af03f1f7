-- What FAILED, oldest first, for an operator:
-- [{outbox_id, event_id, event_type, session_id, version, command_id, attempts, last_error, created_at,
--   traceparent}]
create or replace function genesis.list_outbox_failures(p_limit integer) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'outbox_id', o.outbox_id, 'event_id', o.event_id, 'event_type', e.event_type,
    'session_id', o.session_id, 'version', e.version, 'command_id', e.command_id,
    'attempts', o.attempts, 'last_error', o.last_error, 'created_at', genesis.iso(o.created_at),
    'traceparent', e.traceparent) order by o.outbox_id), '[]')
  from (select * from event_outbox where status = 'FAILED' order by outbox_id limit p_limit) o
    join domain_events e using (event_id)
$$;
grant execute on function genesis.list_outbox_failures(integer) to genesis_service;
