-- credential_holds, asked as that account: row-level security shows its rows from here on. It leaves the
-- scope of a program's token in genesis.scope, for the walls of sql/functions/scopes.
create or replace function genesis.check_credential(
  p_account uuid, p_sign_in uuid, p_token_sid text, p_token_issued_at bigint
) returns boolean
language plpgsql stable as $$
declare
  v_scope text := '';
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if p_token_sid is not null and p_token_issued_at is null then
    select scope into v_scope from account_tokens
      where token_id = p_token_sid::uuid and account_id = p_account;
  end if;
  perform set_config('genesis.scope', v_scope, true);
  return genesis.credential_holds(p_account, p_sign_in, p_token_sid, p_token_issued_at);
end
$$;
grant execute on function genesis.check_credential(uuid, uuid, text, bigint) to genesis_app, genesis_service;
