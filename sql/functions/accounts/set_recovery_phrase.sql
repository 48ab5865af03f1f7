-- The account's recovery phrase from now on: {outcome: MADE, created_at}. Earlier ones no longer restore
-- it. {outcome: PHRASE_NEEDED} where the browser is no keeper: it gives the present phrase first (join).
-- {outcome: SIGNED_OUT} where it was put out meanwhile.
create or replace function genesis.set_recovery_phrase(
  p_account uuid, p_sign_in uuid, p_hash_base64 text, p_device text
) returns jsonb
language plpgsql as $$
declare
  v_created_at timestamptz;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id) values (p_account) on conflict do nothing;
  perform genesis.see_browser(p_account, p_sign_in, p_device);
  -- One at a time: who may is decided by what the one before left.
  perform from accounts where account_id = p_account for no key update;
  if not genesis.credential_holds(p_account, p_sign_in, null, null) then
    return '{"outcome": "SIGNED_OUT"}';
  elsif not genesis.is_keeper(p_account, p_sign_in) then
    return '{"outcome": "PHRASE_NEEDED"}';
  end if;
  update sign_ins set is_keeper = true where sign_in_id = p_sign_in and not is_keeper;
  delete from recovery_phrases where account_id = p_account;
  insert into recovery_phrases (phrase_hash, account_id, made_by)
  values (decode(p_hash_base64, 'base64'), p_account, p_sign_in)
  returning created_at into v_created_at;
  return jsonb_build_object('outcome', 'MADE', 'created_at', genesis.iso(v_created_at));
end
$$;
grant execute on function genesis.set_recovery_phrase(uuid, uuid, text, text) to genesis_app;
