-- Whether an account stores p_max_stored bytes or more; null: it may store what it likes.
create or replace function genesis.is_full(p_of uuid, p_max_stored bigint) returns boolean
language sql stable as $$
  select p_max_stored is not null
    and exists (select from accounts where account_id = p_of and stored_bytes >= p_max_stored)
$$;
grant execute on function genesis.is_full(uuid, bigint) to genesis_app, genesis_service;
