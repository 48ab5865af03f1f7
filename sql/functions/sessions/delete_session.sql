-- Deletes a session: {outcome: DELETED | NOT_FOUND}. From now on it is not there for anybody, until
-- restore_session; what was being generated is cancelled. It keeps its place on the shelf.
create or replace function genesis.delete_session(
  p_account uuid, p_session uuid, p_traceparent text default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_version integer;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account and deleted_at is null
    for no key update;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  perform set_config('genesis.with_deleted', 'on', true);
  v_version := genesis.halt_session(s) + 1;
  perform genesis.append_event(p_session, p_account, v_version, 'genesis.session.deleted', '{}', null, null);
  update genesis_sessions set version = v_version, deleted_at = now() where session_id = p_session;
  return '{"outcome": "DELETED"}';
end
$$;
grant execute on function genesis.delete_session(uuid, uuid, text) to genesis_app;
