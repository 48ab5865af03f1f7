-- An account's own model for the worker that writes with it: its row; null where it has none.
create or replace function genesis.account_model(p_account uuid) returns jsonb
language sql stable as $$
  select to_jsonb(m) from model_settings m where m.account_id = p_account
$$;
grant execute on function genesis.account_model(uuid) to genesis_service;
