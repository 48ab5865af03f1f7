-- Takes one command (take_command), and waits for its session.
create or replace function genesis.accept_command(
  p_account uuid, p_session uuid, p_type text, p_payload jsonb, p_key text, p_hash text,
  p_expected_version integer, p_traceparent text default null, p_max_stored bigint default null
) returns jsonb
language sql as $$
  select genesis.take_command(p_account, p_session, p_type, p_payload, p_key, p_hash,
    p_expected_version, p_traceparent, p_max_stored, true)
$$;
grant execute on function genesis.accept_command(uuid, uuid, text, jsonb, text, text, integer, text, bigint)
  to genesis_app, genesis_service;
