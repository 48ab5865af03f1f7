-- Deletes an account: {outcome: DELETED | SIGNED_OUT}, or {outcome: PHRASE_NEEDED} where a browser asks
-- that is no keeper: it puts all others out. From now on
-- nobody is signed in to it, its sessions are not there, and what was being generated is cancelled;
-- erase_accounts erases it once its time is over, restore_account brings it back until then.
create or replace function genesis.delete_account(p_account uuid, p_sign_in uuid) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_version integer;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.with_deleted', 'on', true);
  insert into accounts (account_id, kind)
  values (p_account, case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end)
  on conflict do nothing;
  -- Sessions that are being opened hold their account's row: this waits for them, and they for this.
  perform from accounts where account_id = p_account for update;
  -- Put out meanwhile; a bearer token was asked for by the statement.
  if genesis.is_merged(p_account)
    or (p_sign_in is not null and not genesis.credential_holds(p_account, p_sign_in, null, null))
  then
    return '{"outcome": "SIGNED_OUT"}';
  elsif not genesis.is_keeper(p_account, p_sign_in) then
    return '{"outcome": "PHRASE_NEEDED"}';
  end if;
  for s in
    select * from genesis_sessions where account_id = p_account and deleted_at is null
    order by session_id for no key update
  loop
    v_version := genesis.halt_session(s) + 1;
    perform genesis.append_event(s.session_id, p_account, v_version, 'genesis.session.deleted', '{}', null, null);
    -- The same moment as the account's: that is how restore_account tells them from those before.
    update genesis_sessions set version = v_version, deleted_at = now() where session_id = s.session_id;
  end loop;
  -- A local account's browsers are let in again where it is restored; at a provider one signs in anew.
  update sign_ins set ended_at = now(), id_token = null
    where account_id = p_account and ended_at is null and genesis.is_provider_account(p_account);
  delete from device_codes where account_id = p_account;
  update webhooks set ended_at = now(), encrypted_secret = ''
    where account_id = p_account and ended_at is null;
  update account_tokens set ended_at = now() where account_id = p_account and ended_at is null;
  update accounts set deleted_at = now() where account_id = p_account and deleted_at is null;
  return '{"outcome": "DELETED"}';
end
$$;
grant execute on function genesis.delete_account(uuid, uuid) to genesis_app;
