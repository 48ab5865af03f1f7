-- Whether all five stages are CONFIRMED: then a book can be finished, and no run has anything to do.
create or replace function genesis.is_all_confirmed(p_session uuid) returns boolean
language sql stable as $$
  select not exists (select from genesis_stages where session_id = p_session and status <> 'CONFIRMED')
$$;
grant execute on function genesis.is_all_confirmed(uuid) to genesis_app, genesis_service;
