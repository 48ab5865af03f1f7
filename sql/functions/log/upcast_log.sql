-- Events of somebody's log in the present version of their types: {version: payload or null}.
-- p_events: [{version, event_type, payload_version, payload}].
create or replace function genesis.upcast_log(p_account uuid, p_events jsonb) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return (select coalesce(jsonb_object_agg(e ->> 'version', genesis.upcast_logged(e)), '{}')
    from jsonb_array_elements(p_events) e);
end
$$;
grant execute on function genesis.upcast_log(uuid, jsonb) to genesis_app;
