-- Of these sessions, how many are on a shelf: those that had a command.
create or replace function genesis.count_books(p_sessions uuid[]) returns integer
language sql stable as $$
  select count(*)::integer from genesis_sessions
  where session_id = any (p_sessions) and version > 1
$$;
grant execute on function genesis.count_books(uuid[]) to genesis_service;
