-- What each login may call, and nothing else (docs/adr/0016). Takes, as a setting of the transaction:
-- genesis.opening: [{name, runs_as: role | null, logins: [role]}]; null: the tables' owner.
-- A function runs as a role that no login is a member of, so that its caller needs no right to any
-- table; where it looks for names is fixed, temporary tables last.
do $$
declare
  v jsonb;
  v_login text;
  v_function regprocedure;
begin
  for v in select * from jsonb_array_elements(current_setting('genesis.opening')::jsonb) loop
    select oid into strict v_function from pg_proc
      where pronamespace = 'genesis'::regnamespace and proname = v ->> 'name';
    execute format('alter function %s security definer set search_path = public, pg_temp', v_function);
    for v_login in select * from jsonb_array_elements_text(v -> 'logins') loop
      execute format('grant usage on schema genesis to %I', v_login);
      execute format('grant execute on function %s to %I', v_function, v_login);
    end loop;
    if v ->> 'runs_as' is not null then
      -- Whom a function is given to must be allowed to make one there, for the moment.
      execute format('grant create on schema genesis to %I', v ->> 'runs_as');
      execute format('alter function %s owner to %I', v_function, v ->> 'runs_as');
      execute format('revoke create on schema genesis from %I', v ->> 'runs_as');
    end if;
  end loop;
end
$$;
