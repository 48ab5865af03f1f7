-- The sessions of a browser's local account come along into the account that its writer signed in
-- to: {account_id, brought_sessions}. As the service: they are two accounts.
create or replace function genesis.take_along(p_account uuid, p_local uuid) returns jsonb
language sql as $$
  select genesis.merge_accounts(p_local, p_account)
$$;
grant execute on function genesis.take_along(uuid, uuid) to genesis_service;
