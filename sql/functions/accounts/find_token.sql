-- Whose a token is, by the account that it names and its hash: {token_id, scope}, or null where it is none
-- or has ended. It is noted as used, to the hour.
create or replace function genesis.find_token(p_account uuid, p_hash_base64 text) returns jsonb
language plpgsql as $$
declare
  v account_tokens;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select * into v from account_tokens
    where token_hash = decode(p_hash_base64, 'base64') and account_id = p_account;
  if not found or not genesis.token_holds(p_account, v.token_id) then
    return null;
  end if;
  if v.last_used_at is null or v.last_used_at < now() - interval '1 hour' then
    update account_tokens set last_used_at = date_trunc('hour', now()) where token_id = v.token_id;
  end if;
  return jsonb_build_object('token_id', v.token_id, 'scope', v.scope);
end
$$;
grant execute on function genesis.find_token(uuid, text) to genesis_app;
