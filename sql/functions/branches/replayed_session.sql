-- The session whose generations this one runs again: its material is this one's too. Null: none.
create or replace function genesis.replayed_session(p_session uuid) returns uuid
language sql stable as $$
  select source_session_id from session_replays where session_id = p_session
$$;
grant execute on function genesis.replayed_session(uuid) to genesis_app, genesis_service;
