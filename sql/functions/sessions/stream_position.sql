-- Whether the account may follow the session, and from where: {outcome: FOUND, version} | NOT_FOUND.
create or replace function genesis.stream_position(p_account uuid, p_session uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_build_object('outcome', 'FOUND', 'version', version) from genesis_sessions
     where session_id = p_session and account_id is not distinct from p_account),
    '{"outcome": "NOT_FOUND"}');
end
$$;
grant execute on function genesis.stream_position(uuid, uuid) to genesis_app;
