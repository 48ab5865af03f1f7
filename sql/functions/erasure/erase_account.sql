-- Erases one account, which has no sessions any more, and those that were taken into it: every table
-- with an account_id is named here or in erase_session (a test looks for that in the catalogue). Of
-- a local one its random id stays, for as long as its cookies may live.
create or replace function genesis.erase_account(p_of uuid) returns void
language plpgsql as $$
declare
  v_accounts uuid[];
begin
  select array_agg(account_id) || p_of into v_accounts from account_merges where into_account_id = p_of and undone_at is null;
  v_accounts := coalesce(v_accounts, array[p_of]);
  delete from webhooks where account_id = any (v_accounts);
  delete from account_tokens where account_id = any (v_accounts);
  delete from model_settings where account_id = any (v_accounts);
  delete from sign_ins where account_id = any (v_accounts);
  delete from device_codes where account_id = any (v_accounts);
  delete from recovery_phrases where account_id = any (v_accounts);
  delete from account_merges where account_id = any (v_accounts) or into_account_id = any (v_accounts);
  insert into erased_accounts (erased_id)
    select account_id from accounts where account_id = any (v_accounts) and kind = 'local'
    on conflict do nothing;
  delete from accounts where account_id = any (v_accounts);
  delete from audit_log where account_id = any (v_accounts);
  perform genesis.record_audit('account.erased', null, p_of::text);
end
$$;
grant execute on function genesis.erase_account(uuid) to genesis_service;
