-- The budget of a command's session as it is now, which a worker asks for before each call:
-- {limit_usd, spent_usd, is_spent}.
create or replace function genesis.command_budget(p_command uuid) returns jsonb
language sql stable as $$
  select genesis.budget_json(s) || jsonb_build_object('is_spent', coalesce(s.spent_usd >= s.limit_usd, false))
  from genesis_sessions s
  where s.session_id = (select session_id from command_inbox where command_id = p_command)
$$;
grant execute on function genesis.command_budget(uuid) to genesis_service;
