-- A webhook of the account: {outcome: ADDED, created_at}, {outcome: SIGNED_OUT} or {outcome: TOO_MANY}
-- where it has 20. p_event_types: null for every one.
create or replace function genesis.add_webhook(
  p_account uuid, p_webhook uuid, p_url text, p_event_types text[], p_encrypted_secret text, p_rule text
) returns jsonb
language plpgsql as $$
declare
  v_created_at timestamptz;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id, kind)
  values (p_account, case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end)
  on conflict do nothing;
  perform from accounts where account_id = p_account for no key update;
  if genesis.is_merged(p_account) or genesis.is_account_gone(p_account) then
    return '{"outcome": "SIGNED_OUT"}';
  elsif 20 <= (select count(*) from webhooks where account_id = p_account and ended_at is null) then
    return '{"outcome": "TOO_MANY"}';
  end if;
  insert into webhooks (webhook_id, account_id, url, event_types, encrypted_secret, endpoint_rule)
  values (p_webhook, p_account, p_url, p_event_types, p_encrypted_secret, p_rule)
  returning created_at into v_created_at;
  return jsonb_build_object('outcome', 'ADDED', 'created_at', genesis.iso(v_created_at));
end
$$;
grant execute on function genesis.add_webhook(uuid, uuid, text, text[], text, text) to genesis_app;
