-- An event as it is hashed and taken away: canonical JSON, which is PostgreSQL's text of a jsonb.
-- Names stand in the order of their length, then of their bytes, with one space after ':' and ','.
-- Put together from texts, so that an event that is written costs no second jsonb; by ||, which costs half
-- of format(), and the payload, which may be long, is copied once.
-- p_payload: logged_payload. docs/log.md says it to whoever verifies a log: nothing may change here
-- without another format_version.
create or replace function genesis.event_text(
  p_session uuid, p_version integer, p_event_type text, p_payload_version integer, p_payload text,
  p_event uuid, p_command uuid, p_correlation uuid, p_at timestamptz
) returns text
language sql stable as $$
  select '{"payload": ' || p_payload || (', "version": ' || p_version || ', "event_id": "' || p_event
    || coalesce('", "command_id": "' || p_command || '"', '", "command_id": null')
    || ', "event_type": "' || p_event_type || '", "session_id": "' || p_session || '", "occurred_at": "'
    || to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '", "correlation_id": '
    || coalesce('"' || p_correlation || '"', 'null') || ', "payload_version": ' || p_payload_version || '}')
$$;
grant execute on function genesis.event_text(uuid, integer, text, integer, text, uuid, uuid, uuid, timestamptz)
  to genesis_app, genesis_service;
