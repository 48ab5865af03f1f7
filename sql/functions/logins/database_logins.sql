-- Which login is for what, as far as the asking one may know (docs/adr/0016):
--   {asked_by, is_owner, app: {login, password} | null, service: … | null, problem: text | null}
-- The owner and the service's login see both, the app's its own. `problem`: why a part must not run
-- with these logins; each part asks at its start.
create or replace function genesis.database_logins() returns jsonb
language plpgsql stable as $$
declare
  v_owner oid := (select relowner from pg_class where oid = 'public.database_logins'::regclass);
  v_is_owner boolean := pg_has_role(session_user, v_owner, 'member');
  v_asking text := (select kind from database_logins where login = session_user);
  v_answer jsonb := jsonb_build_object('asked_by', session_user, 'is_owner', v_is_owner,
    'app', null, 'service', null, 'problem', genesis.login_problem(v_owner));
  v database_logins;
begin
  for v in select * from database_logins loop
    if v_is_owner or v_asking = 'service' or v_asking = v.kind then
      v_answer := v_answer || jsonb_build_object(v.kind,
        jsonb_build_object('login', v.login, 'password', v.password));
    end if;
  end loop;
  return v_answer;
end
$$;
