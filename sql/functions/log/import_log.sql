-- A session of the caller's account that has somebody's log: {outcome: CREATED, state}, or
-- {outcome: SIGNED_OUT | TOO_MANY_OPEN | STORED_TOO_MUCH}, or {outcome: REFUSED, version}, where the
-- event of that version does not follow from those before it, and nothing was stored.
-- p_log: {language, usage: log_usage, events: [{version, event_type, command_id, correlation_id,
-- occurred_at, payload, rounds}]}, oldest first, each in the present version of its type, checked by
-- its schema, and with ids that are new (edge/portable-log). rounds: [{stage, round: {proposal_id, round, candidates, origin}}].
create or replace function genesis.import_log(
  p_account uuid, p_log jsonb, p_traceparent text default null, p_max_open integer default null,
  p_max_stored bigint default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_at text;
  v_refusal text;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  insert into accounts (account_id, kind)
  values (p_account, case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end)
  on conflict do nothing;
  v_refusal := genesis.refusal_to_open(p_account, p_max_open, p_max_stored);
  if v_refusal is not null then
    return jsonb_build_object('outcome', v_refusal);
  end if;
  begin
    insert into genesis_sessions (account_id, language, version)
      values (p_account, p_log ->> 'language', jsonb_array_length(p_log -> 'events'))
      returning * into s;
    insert into genesis_stages (session_id, stage, account_id)
      select s.session_id, stage, p_account from unnest(genesis.stage_names()) stage;
    perform genesis.replay_log(s, p_log);
    perform genesis.end_imported_work(s.session_id);
  exception
    -- replay_log.
    when sqlstate 'LOG01' then
      get stacked diagnostics v_at = pg_exception_detail;
      return jsonb_build_object('outcome', 'REFUSED', 'version', v_at::integer);
  end;
  return jsonb_build_object('outcome', 'CREATED', 'state', genesis.session_state(p_account, s.session_id));
end
$$;
grant execute on function genesis.import_log(uuid, jsonb, text, integer, bigint) to genesis_app;
