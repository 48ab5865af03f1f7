-- Whether a browser may replace the account's recovery phrase and put other browsers out: it began the
-- account or gave its phrase. One that joined by a code may once no such browser was seen for 30 days.
-- Who signs in through a provider has that one's own credential.
create or replace function genesis.is_keeper(p_account uuid, p_sign_in uuid) returns boolean
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return genesis.is_provider_account(p_account)
    -- The first browser has no row until it is seen.
    or not exists (select from sign_ins where sign_in_id = p_sign_in and not is_keeper)
    or not exists (select from sign_ins where account_id = p_account and is_keeper
      and ended_at is null and last_seen_at > now() - interval '30 days');
end
$$;
grant execute on function genesis.is_keeper(uuid, uuid) to genesis_app, genesis_service;
