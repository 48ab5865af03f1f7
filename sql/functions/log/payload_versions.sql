-- The version that each of these event types is written in now: {type: version}.
create or replace function genesis.payload_versions(p_event_types jsonb) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_object_agg(t, genesis.payload_version(t)), '{}')
  from jsonb_array_elements_text(p_event_types) t
$$;
grant execute on function genesis.payload_versions(jsonb) to genesis_app;
