-- A stored payload as the present version of its event type: step by step through the functions
-- that payload_version.sql speaks of. Asked only for events that are older than their type.
create or replace function genesis.upcast_payload(
  p_event_type text, p_version integer, p_payload jsonb
) returns jsonb
language plpgsql stable as $$
declare
  v_payload jsonb := p_payload;
  v_type text := replace(regexp_replace(p_event_type, '^genesis\.', ''), '.', '_');
begin
  for v_step in p_version .. genesis.payload_version(p_event_type) - 1 loop
    execute format('select genesis.%I($1)', 'upcast_' || v_type || '_' || v_step)
      into v_payload using v_payload;
  end loop;
  return v_payload;
end
$$;
grant execute on function genesis.upcast_payload(text, integer, jsonb) to genesis_app, genesis_service;
