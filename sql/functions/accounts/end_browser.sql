-- Puts a browser of the account out: {outcome: ENDED}, {outcome: NOT_FOUND}, or {outcome:
-- PHRASE_NEEDED} where another asks for it that is no keeper.
create or replace function genesis.end_browser(p_account uuid, p_sign_in uuid, p_browser uuid)
returns jsonb
language plpgsql as $$
declare
  v_found boolean;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if p_browser = p_sign_in and not genesis.is_provider_account(p_account) then
    insert into accounts (account_id) values (p_account) on conflict do nothing;
    perform genesis.see_browser(p_account, p_sign_in, null);
  end if;
  -- What it makes for joining meanwhile waits for this, and this for that.
  perform from accounts where account_id = p_account for no key update;
  v_found := exists (select from sign_ins
    where sign_in_id = p_browser and account_id = p_account and ended_at is null and expires_at > now());
  if not v_found then
    return '{"outcome": "NOT_FOUND"}';
  elsif p_browser is distinct from p_sign_in and not genesis.is_keeper(p_account, p_sign_in) then
    return '{"outcome": "PHRASE_NEEDED"}';
  end if;
  update sign_ins set ended_at = now(), id_token = null
    where sign_in_id = p_browser and account_id = p_account;
  -- What it made for joining, and for programs, ends with it.
  update account_tokens set ended_at = now()
    where account_id = p_account and made_by = p_browser and ended_at is null;
  delete from device_codes where account_id = p_account;
  return '{"outcome": "ENDED"}';
end
$$;
grant execute on function genesis.end_browser(uuid, uuid, uuid) to genesis_app;
