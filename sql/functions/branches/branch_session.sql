-- A new session that begins with another's log up to a version: {outcome: CREATED, state}, or
-- {outcome: SIGNED_OUT | TOO_MANY_OPEN | STORED_TOO_MUCH | NOT_FOUND | VALIDATION_FAILED}. What was pending at that
-- version is cancelled in it. p_replay_with: the model that writes again what came after.
-- Nothing of the first session is locked against its commands: a log is only ever added to.
create or replace function genesis.branch_session(
  p_account uuid, p_session uuid, p_version integer, p_title text, p_replay_with text,
  p_traceparent text default null, p_max_open integer default null, p_max_stored bigint default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  b genesis_sessions;
  v_refusal text;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  v_refusal := genesis.refusal_to_open(p_account, p_max_open, p_max_stored);
  if v_refusal is not null then
    return jsonb_build_object('outcome', v_refusal);
  end if;
  select * into s from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account for key share;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  if p_version > s.version then
    return genesis.invalid('/version', 'this session has no such version');
  end if;
  insert into genesis_sessions
    (account_id, language, version, branch_of_session, branch_of_version, branch_root, novel_id)
  select p_account, s.language, p_version, s.session_id, p_version, coalesce(s.branch_root, s.session_id),
    case when exists (select from domain_events where session_id = s.session_id and version <= p_version
      and event_type = 'genesis.session.finished') then uuidv7() end
  returning * into b;
  perform genesis.copy_log(s, b);
  b := genesis.project_branch(b);
  perform genesis.end_branched_work(b);
  if p_title is not null then
    select * into strict b from genesis_sessions where session_id = b.session_id;
    perform genesis.shelve_session(b, 'RENAME_SESSION', jsonb_build_object('title', p_title), null, null);
  end if;
  if p_replay_with is not null then
    perform genesis.start_replay(s, b, p_replay_with, p_max_stored);
  end if;
  return jsonb_build_object('outcome', 'CREATED', 'state', genesis.session_state(p_account, b.session_id));
end
$$;
grant execute on function genesis.branch_session(uuid, uuid, integer, text, text, text, integer, bigint) to genesis_app;
