-- A session's budget: {limit_usd, spent_usd}; no limit is null.
create or replace function genesis.budget_json(s genesis_sessions) returns jsonb
language sql immutable as $$
  select jsonb_build_object('limit_usd', s.limit_usd, 'spent_usd', s.spent_usd)
$$;
grant execute on function genesis.budget_json(genesis_sessions) to genesis_app, genesis_service;
