-- A domain event without its payload: who did what, and when.
create or replace function genesis.event_facts(e domain_events) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'event_id', e.event_id, 'event_type', e.event_type, 'version', e.version,
    'occurred_at', genesis.iso(e.occurred_at), 'command_id', e.command_id,
    'correlation_id', e.correlation_id)
$$;
grant execute on function genesis.event_facts(domain_events) to genesis_app, genesis_service;
