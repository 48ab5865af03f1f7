-- A token for a program: {outcome: MADE, token_id, created_at}; {outcome: SIGNED_OUT} where the browser
-- was put out meanwhile; {outcome: TOO_MANY} where the account has 50. The token itself is never here.
create or replace function genesis.make_token(
  p_account uuid, p_sign_in uuid, p_name text, p_scope text, p_hash_base64 text, p_device text
) returns jsonb
language plpgsql as $$
declare
  v account_tokens;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id, kind)
  values (p_account, case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end)
  on conflict do nothing;
  if p_sign_in is not null and not genesis.is_provider_account(p_account) then
    perform genesis.see_browser(p_account, p_sign_in, p_device);
  end if;
  -- Who is put out meanwhile waits for this, and this for that.
  perform from accounts where account_id = p_account for no key update;
  if genesis.is_merged(p_account) or genesis.is_account_gone(p_account)
    or (p_sign_in is not null and not genesis.credential_holds(p_account, p_sign_in, null, null))
  then
    return '{"outcome": "SIGNED_OUT"}';
  elsif 50 <= (select count(*) from account_tokens where account_id = p_account and ended_at is null) then
    return '{"outcome": "TOO_MANY"}';
  end if;
  -- Ended ones are on the audit record.
  delete from account_tokens where account_id = p_account and ended_at < now() - interval '30 days';
  insert into account_tokens (account_id, name, scope, token_hash, made_by)
  values (p_account, p_name, p_scope, decode(p_hash_base64, 'base64'), p_sign_in)
  returning * into v;
  return jsonb_build_object('outcome', 'MADE', 'token_id', v.token_id,
    'created_at', genesis.iso(v.created_at));
end
$$;
grant execute on function genesis.make_token(uuid, uuid, text, text, text, text) to genesis_app;
