-- An event's payload in the present version of its type. Whoever reads the log, in whatever
-- language, reads it through this function: the list, the stream, the relay, the replay. What the
-- event refers to is put in first, so that every version's function sees the whole of it.
create or replace function genesis.event_payload(e domain_events) returns jsonb
language sql stable as $$
  select case when e.payload_version < genesis.payload_version(e.event_type)
      then genesis.upcast_payload(e.event_type, e.payload_version, genesis.referred_payload(e))
    when genesis.refers_to_rounds(e.event_type) then genesis.referred_payload(e)
    else e.payload end
$$;
grant execute on function genesis.event_payload(domain_events) to genesis_app, genesis_service;
