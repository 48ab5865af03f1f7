-- A new sign-in of an account (and the account, at its first): {sign_in_id, expires_at}.
-- p_replaces: the sign-in that this browser had before, of p_replaced_account, which ends. Whoever
-- deleted the account and signs in again within its time has it back.
create or replace function genesis.start_sign_in(
  p_account uuid, p_provider_sid text, p_id_token text, p_name text, p_days integer,
  p_device text, p_replaced_account uuid, p_replaces uuid
) returns jsonb
language plpgsql as $$
declare
  v sign_ins;
begin
  if p_replaces is not null then
    perform genesis.end_sign_in(p_replaced_account, p_replaces, 'this');
  end if;
  perform set_config('genesis.account_id', p_account::text, true);
  insert into accounts (account_id, kind) values (p_account, 'oidc') on conflict do nothing;
  perform genesis.restore_account(p_account);
  delete from sign_ins
    where account_id = p_account and coalesce(ended_at, expires_at) < now() - interval '30 days';
  insert into sign_ins (account_id, provider_sid, id_token, name, device, is_keeper, expires_at)
  values (p_account, p_provider_sid, p_id_token, p_name, p_device, true, now() + make_interval(days => p_days))
  returning * into v;
  return jsonb_build_object('sign_in_id', v.sign_in_id, 'expires_at', genesis.iso(v.expires_at));
end
$$;
grant execute on function genesis.start_sign_in(uuid, text, text, text, integer, text, uuid, uuid) to genesis_app;
