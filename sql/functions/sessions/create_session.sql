-- A new session (and its account, at its first): {outcome: CREATED | REPLAYED, state} or
-- {outcome: KEY_REUSED}, or what refusal_to_open says.
-- The scope of an Idempotency-Key is the account here.
create or replace function genesis.create_session(
  p_account uuid, p_title text, p_language text, p_key text, p_hash text,
  p_traceparent text default null, p_max_open integer default null,
  p_max_stored bigint default null
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_state jsonb;
  v_refusal text;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.traceparent', coalesce(p_traceparent, ''), true);
  insert into accounts (account_id, kind)
  values (p_account, case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end)
  on conflict do nothing;
  v_refusal := genesis.refusal_to_open(p_account, p_max_open, p_max_stored);
  -- A replay opens nothing.
  if v_refusal = 'SIGNED_OUT' or v_refusal is not null and not exists (select from genesis_sessions
    where account_id = p_account and idempotency_key = p_key and request_hash = p_hash)
  then
    return jsonb_build_object('outcome', v_refusal);
  end if;
  insert into genesis_sessions (account_id, title, language, version, idempotency_key, request_hash)
  values (p_account, coalesce(p_title, ''), p_language, 1, p_key, p_hash)
  on conflict (account_id, idempotency_key) where idempotency_key is not null do nothing
  returning * into s;
  if s.session_id is null then
    -- The first answer, whatever has happened since: also where that session is deleted.
    perform set_config('genesis.with_deleted', 'on', true);
    select * into strict s from genesis_sessions where account_id = p_account and idempotency_key = p_key;
    return case when s.request_hash = p_hash
      then jsonb_build_object('outcome', 'REPLAYED', 'state', s.created_answer)
      else '{"outcome": "KEY_REUSED"}' end;
  end if;
  insert into genesis_stages (session_id, stage, account_id)
  select s.session_id, stage, p_account
  from unnest(genesis.stage_names()) stage;
  perform genesis.append_event(s.session_id, p_account, 1, 'genesis.session.created',
    jsonb_build_object('title', s.title, 'language', s.language, 'correlation_id', s.correlation_id),
    null, null);
  v_state := genesis.session_state(p_account, s.session_id)::jsonb;
  if p_key is not null then
    update genesis_sessions set created_answer = v_state where session_id = s.session_id;
  end if;
  return jsonb_build_object('outcome', 'CREATED', 'state', v_state);
end
$$;
grant execute on function genesis.create_session(uuid, text, text, text, text, text, integer, bigint) to genesis_app;
