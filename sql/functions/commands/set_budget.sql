-- SET_BUDGET: what may be spent on this book; null: as much as it takes.
create or replace function genesis.set_budget(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox;
begin
  update genesis_sessions
    set version = version + 1, updated_at = now(), limit_usd = (p_payload ->> 'limit_usd')::numeric
    where session_id = s.session_id returning * into strict s;
  v_command := genesis.insert_command(s, 'SET_BUDGET', p_payload, false, s.current_stage, s.version, null,
    genesis.budget_json(s), p_key, p_hash);
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.budget.set',
    jsonb_build_object('limit_usd', s.limit_usd), v_command.command_id, null);
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.set_budget(genesis_sessions, jsonb, text, text) to genesis_app;
