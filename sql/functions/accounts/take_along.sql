-- The sessions of a browser's local account come along into the account that its writer signed in
-- to: {outcome: MERGED, merge_id, brought_sessions} or {outcome: NOT_FOUND}. As the service: they are
-- two accounts, and the browser has shown the own credential of each. A local account that was taken
-- along already, a browser of it that was put out or is no keeper, or one that is no local account at
-- all is NOT_FOUND: it never stands for another.
create or replace function genesis.take_along(p_account uuid, p_local uuid, p_local_sign_in uuid)
returns jsonb
language plpgsql as $$
declare
  v_merged jsonb;
begin
  if not genesis.is_provider_account(p_account)
    or not genesis.credential_holds(p_local, p_local_sign_in, null, null)
    or not genesis.is_keeper(p_local, p_local_sign_in)
  then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  v_merged := genesis.merge_accounts(p_local, p_account);
  return case when v_merged ->> 'outcome' = 'MERGED' then v_merged else '{"outcome": "NOT_FOUND"}' end;
end
$$;
grant execute on function genesis.take_along(uuid, uuid, uuid) to genesis_service;
