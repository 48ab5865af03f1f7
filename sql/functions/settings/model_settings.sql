-- The model that writes for an account, as the API shows it: never its key.
create or replace function genesis.model_settings(p_account uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return coalesce(
    (select jsonb_build_object('source', 'own', 'base_url', base_url,
       'has_key', encrypted_key is not null, 'model', model, 'stages', stages,
       'concurrency', concurrency, 'price', price)
     from model_settings where account_id = p_account),
    genesis.operator_settings());
end
$$;
grant execute on function genesis.model_settings(uuid) to genesis_app;
