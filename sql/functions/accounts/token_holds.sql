-- Whether a program's token is good still. One of a deleted account is nobody's, and so is one of an
-- account that was taken into another, while that holds.
create or replace function genesis.token_holds(p_account uuid, p_token uuid) returns boolean
language sql stable as $$
  select not genesis.is_account_gone(p_account) and not genesis.is_merged(p_account) and exists (
    select from account_tokens
    where token_id = p_token and account_id = p_account and ended_at is null)
$$;
grant execute on function genesis.token_holds(uuid, uuid) to genesis_app, genesis_service;
