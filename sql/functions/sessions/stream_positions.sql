-- Where each of these sessions stands, for one stream of several: {session_id: version}, without those
-- that are not the account's. One by one: PostgreSQL makes a plan for a list anew with every list, which
-- takes six times as long as to look one session up.
create or replace function genesis.stream_positions(p_account uuid, p_sessions uuid[]) returns jsonb
language plpgsql stable as $$
declare
  v_session uuid;
  v_version integer;
  v_versions jsonb := '{}';
begin
  perform set_config('genesis.account_id', p_account::text, true);
  foreach v_session in array p_sessions loop
    select version into v_version from genesis_sessions
      where session_id = v_session and account_id is not distinct from p_account;
    if found then
      v_versions := v_versions || jsonb_build_object(v_session, v_version);
    end if;
  end loop;
  return v_versions;
end
$$;
grant execute on function genesis.stream_positions(uuid, uuid[]) to genesis_app;
