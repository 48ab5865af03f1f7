-- Whether the account was taken into another: it is nobody's while that holds.
create or replace function genesis.is_merged(p_account uuid) returns boolean
language sql stable as $$
  select exists (select from account_merges where account_id = p_account and undone_at is null)
$$;
grant execute on function genesis.is_merged(uuid) to genesis_app, genesis_service;
