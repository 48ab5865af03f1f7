-- An event's payload in the present version of its type, without what it refers to where it is of
-- that version already: for who asks for ids and choices, and reads no text.
create or replace function genesis.plain_payload(e domain_events) returns jsonb
language sql stable as $$
  select case when e.payload_version < genesis.payload_version(e.event_type)
    then genesis.event_payload(e) else e.payload end
$$;
grant execute on function genesis.plain_payload(domain_events) to genesis_app, genesis_service;
