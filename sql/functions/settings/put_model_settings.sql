-- Sets an account's own model: {base_url, model, encrypted_key?, endpoint_rule, stages, concurrency,
-- price}, and answers as genesis.model_settings. Without encrypted_key the stored one stays, as long
-- as scheme, host and port do: a key is never sent to an endpoint that it was not given for.
create or replace function genesis.put_model_settings(p_account uuid, p_settings jsonb) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id, kind)
    values (p_account, case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end)
    on conflict do nothing;
  insert into model_settings as m
    (account_id, base_url, model, encrypted_key, endpoint_rule, stages, concurrency, price)
  select p_account, p_settings ->> 'base_url', p_settings ->> 'model',
    p_settings ->> 'encrypted_key', p_settings ->> 'endpoint_rule', p_settings -> 'stages',
    (p_settings ->> 'concurrency')::integer, nullif(p_settings -> 'price', 'null')
  on conflict (account_id) do update
    set base_url = excluded.base_url, model = excluded.model, endpoint_rule = excluded.endpoint_rule,
        stages = excluded.stages, concurrency = excluded.concurrency, price = excluded.price,
        updated_at = now(),
        encrypted_key = case
          when p_settings ? 'encrypted_key' then excluded.encrypted_key
          when genesis.origin_of_url(m.base_url) = genesis.origin_of_url(excluded.base_url)
            then m.encrypted_key end;
  return genesis.model_settings(p_account);
end
$$;
grant execute on function genesis.put_model_settings(uuid, jsonb) to genesis_app;
