-- The link of an event that is just written. p_previous: that of the session's event before it; null
-- where the chain begins.
create or replace function genesis.next_hash(
  p_previous bytea, p_session uuid, p_version integer, p_event_type text, p_payload jsonb, p_event uuid,
  p_command uuid, p_correlation uuid, p_at timestamptz
) returns bytea
language sql stable as $$
  select genesis.event_hash(p_previous, genesis.event_text(p_session, p_version, p_event_type,
    genesis.payload_version(p_event_type), genesis.logged_payload(p_session, p_payload), p_event, p_command,
    p_correlation, p_at))
$$;
grant execute on function genesis.next_hash(bytea, uuid, integer, text, jsonb, uuid, uuid, uuid, timestamptz)
  to genesis_app, genesis_service;
