-- The account that this one was taken into, or itself. Chains are shortened when they are made.
create or replace function genesis.merged_into(p_account uuid) returns uuid
language sql stable as $$
  select coalesce((select into_account_id from account_merges where account_id = p_account), p_account)
$$;
grant execute on function genesis.merged_into(uuid) to genesis_app, genesis_service;
