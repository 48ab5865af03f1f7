-- An account's stored key for the host of an address, still encrypted: {encrypted_key}; null where
-- there is none, or the address is another's.
create or replace function genesis.stored_model_key(p_account uuid, p_base_url text) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return (
    select jsonb_build_object('encrypted_key', encrypted_key)
    from model_settings
    where account_id = p_account and encrypted_key is not null
      and genesis.origin_of_url(base_url) = genesis.origin_of_url(p_base_url));
end
$$;
grant execute on function genesis.stored_model_key(uuid, text) to genesis_app;
