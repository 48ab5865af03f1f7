-- Where each of these sessions stands, for one stream of several: {session_id: version}, without those
-- that are not the account's.
create or replace function genesis.stream_positions(p_account uuid, p_sessions uuid[]) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_object_agg(session_id, version) from genesis_sessions
     where session_id = any (p_sessions) and account_id is not distinct from p_account),
    '{}');
end
$$;
grant execute on function genesis.stream_positions(uuid, uuid[]) to genesis_app;
