-- Whether what a request came with is good still: a sign-in's row, a browser of a local account, a
-- bearer token (p_token_issued_at, and the provider's session where it names one), or a program's token
-- (p_token_sid alone: its id).
-- A local account's first browser has no row until it is seen; to end any needs a row, which stays.
-- A deleted account is nobody's. An account that was taken into another is nobody's while that holds.
-- Every request asks this: each kind is a statement of its own, which a connection plans once. Of one
-- statement for all, PostgreSQL made a new plan with every call, which took four times as long as its run.
create or replace function genesis.credential_holds(
  p_account uuid, p_sign_in uuid, p_token_sid text, p_token_issued_at bigint
) returns boolean
language plpgsql stable as $$
begin
  if genesis.is_account_gone(p_account) then
    return false;
  elsif p_token_issued_at is not null then
    return not exists (
      select from ended_tokens
      where holder in ('account:' || p_account,
          coalesce('session:' || p_token_sid, 'sessionless:' || p_account))
        and issued_until >= to_timestamp(p_token_issued_at));
  elsif p_token_sid is not null then
    return genesis.token_holds(p_account, p_token_sid::uuid);
  elsif genesis.is_provider_account(p_account) then
    return exists (
      select from sign_ins
      where sign_in_id = p_sign_in and account_id is not distinct from p_account
        and ended_at is null and expires_at > now());
  end if;
  return not exists (
      select from sign_ins
      where sign_in_id = p_sign_in and (ended_at is not null or expires_at <= now()
        or account_id is distinct from p_account))
    and not exists (
      select from account_merges where account_id = p_account and undone_at is null);
end
$$;
grant execute on function genesis.credential_holds(uuid, uuid, text, bigint) to genesis_app, genesis_service;
