-- What a command's calls took and cost, every attempt and failed ones too: {input_tokens,
-- output_tokens, cost_usd}, for a proposal's origin; null where no call is on record.
create or replace function genesis.call_totals(p_session uuid, p_command uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('input_tokens', sum(input_tokens), 'output_tokens', sum(output_tokens),
    'cost_usd', case when count(*) = count(cost_usd) then sum(cost_usd) end)
  from model_calls where session_id = p_session and command_id = p_command
  having count(*) > 0
$$;
grant execute on function genesis.call_totals(uuid, uuid) to genesis_app, genesis_service;
