-- One domain event and its outbox row. The caller holds the session's row lock and gives the next
-- version, so that commit order is version order is outbox order.
create or replace function genesis.append_event(
  p_session uuid, p_account uuid, p_version integer, p_event_type text, p_payload jsonb,
  p_command uuid, p_correlation uuid
) returns void
language sql as $$
  with event as (
    insert into domain_events
      (session_id, account_id, version, event_type, payload_version, payload, command_id, correlation_id)
    values (p_session, p_account, p_version, p_event_type, genesis.payload_version(p_event_type), p_payload,
      p_command, p_correlation)
    returning event_id
  )
  insert into event_outbox (event_id, session_id, account_id)
  select event_id, p_session, p_account from event
$$;
grant execute on function genesis.append_event(uuid, uuid, integer, text, jsonb, uuid, uuid)
  to genesis_app, genesis_service;
