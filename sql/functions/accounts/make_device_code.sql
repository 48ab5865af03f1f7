-- A one-time code of the account, good for ten minutes: {expires_at}, or {outcome: SIGNED_OUT} where the
-- browser was put out meanwhile. A new one replaces the last.
create or replace function genesis.make_device_code(
  p_account uuid, p_sign_in uuid, p_hash_base64 text, p_device text
) returns jsonb
language plpgsql as $$
declare
  v_expires_at timestamptz;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id) values (p_account) on conflict do nothing;
  -- Where there are to be two browsers, the first is on record as well.
  perform genesis.see_browser(p_account, p_sign_in, p_device);
  perform from accounts where account_id = p_account for no key update;
  if not genesis.credential_holds(p_account, p_sign_in, null, null) then
    return '{"outcome": "SIGNED_OUT"}';
  end if;
  delete from device_codes where account_id = p_account;
  insert into device_codes (code_hash, account_id, expires_at)
  values (decode(p_hash_base64, 'base64'), p_account, now() + interval '10 minutes')
  returning expires_at into v_expires_at;
  return jsonb_build_object('expires_at', genesis.iso(v_expires_at));
end
$$;
grant execute on function genesis.make_device_code(uuid, uuid, text, text) to genesis_app;
