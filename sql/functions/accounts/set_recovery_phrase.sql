-- The account's recovery phrase from now on: {created_at}. Earlier ones no longer restore it.
create or replace function genesis.set_recovery_phrase(p_account uuid, p_hash_base64 text) returns jsonb
language plpgsql as $$
declare
  v_created_at timestamptz;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id) values (p_account) on conflict do nothing;
  delete from recovery_phrases where account_id = p_account;
  insert into recovery_phrases (phrase_hash, account_id)
  values (decode(p_hash_base64, 'base64'), p_account)
  returning created_at into v_created_at;
  return jsonb_build_object('created_at', genesis.iso(v_created_at));
end
$$;
grant execute on function genesis.set_recovery_phrase(uuid, text) to genesis_app;
