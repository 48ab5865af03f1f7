-- Forgets an account's own model and its key, and answers as genesis.model_settings.
create or replace function genesis.delete_model_settings(p_account uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  delete from model_settings where account_id = p_account;
  return genesis.model_settings(p_account);
end
$$;
grant execute on function genesis.delete_model_settings(uuid) to genesis_app;
