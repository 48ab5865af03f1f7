-- An event as it is hashed and taken away: canonical JSON, which is PostgreSQL's text of a jsonb.
-- Names stand in the order of their length, then of their bytes, with one space after ':' and ','.
-- Put together from texts, so that an event that is written costs no second jsonb.
-- p_payload: logged_payload. docs/log.md says it to whoever verifies a log: nothing may change here
-- without another format_version.
create or replace function genesis.event_text(
  p_session uuid, p_version integer, p_event_type text, p_payload_version integer, p_payload text,
  p_event uuid, p_command uuid, p_correlation uuid, p_at timestamptz
) returns text
language sql stable as $$
  select format('{"payload": %s, "version": %s, "event_id": "%s", "command_id": %s, "event_type": "%s", "session_id": "%s", "occurred_at": "%s", "correlation_id": %s, "payload_version": %s}',
    p_payload, p_version, p_event, coalesce('"' || p_command || '"', 'null'), p_event_type, p_session,
    to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce('"' || p_correlation || '"', 'null'), p_payload_version)
$$;
grant execute on function genesis.event_text(uuid, integer, text, integer, text, uuid, uuid, uuid, timestamptz)
  to genesis_app, genesis_service;
