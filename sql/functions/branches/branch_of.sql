-- What a session is a branch of: {session_id, version}, or null.
create or replace function genesis.branch_of(s genesis_sessions) returns jsonb
language sql immutable as $$
  select case when s.branch_of_session is not null
    then jsonb_build_object('session_id', s.branch_of_session, 'version', s.branch_of_version) end
$$;
grant execute on function genesis.branch_of(genesis_sessions) to genesis_app;
