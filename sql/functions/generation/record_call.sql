-- Puts a model's call on record and adds it to its session's and stage's sums, whatever has become of
-- the command meanwhile: what was paid is paid. p_call: {call_id, model, host, outcome, input_tokens,
-- output_tokens, cached_tokens, reasoning_tokens, cost_usd, counted_usd}. Once a call_id: a repetition adds nothing.
-- {outcome: RECORDED | REPEATED | NOT_FOUND}.
create or replace function genesis.record_call(p_command uuid, p_call jsonb) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_stage text;
  v_call model_calls;
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  select stage into strict v_stage from command_inbox where command_id = p_command;
  insert into model_calls (call_id, session_id, account_id, command_id, stage, model, host, outcome,
      input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_usd, counted_usd)
    select c.call_id, s.session_id, s.account_id, p_command, v_stage, c.model, c.host, c.outcome,
      c.input_tokens, c.output_tokens, c.cached_tokens, c.reasoning_tokens, c.cost_usd,
      coalesce(c.counted_usd, c.cost_usd, 0)
    from jsonb_populate_record(null::model_calls, p_call) c
    on conflict (call_id) do nothing
    returning * into v_call;
  if v_call.call_id is null then
    return '{"outcome": "REPEATED"}';
  end if;
  perform genesis.count_usage(s.session_id, v_stage, to_jsonb(v_call));
  return '{"outcome": "RECORDED"}';
end
$$;
grant execute on function genesis.record_call(uuid, jsonb) to genesis_service;
