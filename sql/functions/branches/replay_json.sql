-- The generations that run again in a session: {model, status, done, total}, or null where it repeats none.
create or replace function genesis.replay_json(p_session uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('model', model, 'status', status, 'done', generations_done, 'total', generations_total)
  from session_replays where session_id = p_session
$$;
grant execute on function genesis.replay_json(uuid) to genesis_app;
