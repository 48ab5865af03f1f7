-- Takes one command (take_command). p_is_waiting: for its session too, where that is locked.
create or replace function genesis.accept_command(
  p_account uuid, p_session uuid, p_type text, p_payload jsonb, p_key text, p_hash text,
  p_expected_version integer, p_traceparent text default null, p_max_stored bigint default null,
  p_is_waiting boolean default true
) returns jsonb
language plpgsql as $$
declare
  v_taken record;
  v_written integer;
begin
  v_taken := genesis.take_command(p_account, p_session, p_type, p_payload, p_key, p_hash,
    p_expected_version, p_traceparent, p_max_stored, p_is_waiting);
  if (v_taken.o_request).command_id is not null then
    v_written := genesis.request_generations(array[v_taken.o_request]);
  end if;
  return v_taken.o_answer;
end
$$;
grant execute on function genesis.accept_command(uuid, uuid, text, jsonb, text, text, integer, text, bigint, boolean)
  to genesis_app, genesis_service;
