-- Whether an account is deleted, or was and is erased: nothing may be opened in its name.
create or replace function genesis.is_account_gone(p_of uuid) returns boolean
language sql stable as $$
  select exists (select from accounts where account_id = p_of and deleted_at is not null)
    or exists (select from erased_accounts where erased_id = p_of)
$$;
grant execute on function genesis.is_account_gone(uuid) to genesis_app, genesis_service;
