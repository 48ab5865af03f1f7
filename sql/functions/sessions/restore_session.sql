-- A deleted session is back as it was: {outcome: RESTORED | NOT_FOUND}. Within p_grace_days of its
-- deletion; one that is not deleted stays as it is, so that a repeated request is safe.
create or replace function genesis.restore_session(
  p_account uuid, p_session uuid, p_grace_days integer, p_traceparent text default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true),
    set_config('genesis.with_deleted', 'on', true);
  select * into s from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account
      and (deleted_at is null or deleted_at > now() - make_interval(days => p_grace_days))
    for no key update;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  if s.deleted_at is not null then
    perform genesis.append_event(p_session, p_account, s.version + 1, 'genesis.session.restored', '{}', null, null);
    update genesis_sessions set version = s.version + 1, deleted_at = null where session_id = p_session;
  end if;
  return '{"outcome": "RESTORED"}';
end
$$;
grant execute on function genesis.restore_session(uuid, uuid, integer, text) to genesis_app;
