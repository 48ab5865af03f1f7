-- Begins to take an account's data along, which goes on record: {account_id, kind, created_at,
-- recovery_phrase_made_at, model_settings}, the last without the key. What is deleted is not among it.
create or replace function genesis.export_account(p_account uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  perform genesis.record_audit('account.exported', p_account);
  return jsonb_build_object(
    'account_id', p_account,
    'kind', case when genesis.is_provider_account(p_account) then 'oidc' else 'local' end,
    'created_at', (select genesis.iso(created_at) from accounts where account_id = p_account),
    'recovery_phrase_made_at', (
      select genesis.iso(max(created_at)) from recovery_phrases where account_id = p_account),
    'webhooks', (
      select coalesce(jsonb_agg(to_jsonb(w) - 'account_id' - 'encrypted_secret' order by w.created_at), '[]')
      from webhooks w where w.account_id = p_account),
    'model_settings', (
      select to_jsonb(m) - 'account_id' - 'encrypted_key'
        || jsonb_build_object('has_key', m.encrypted_key is not null)
      from model_settings m where m.account_id = p_account));
end
$$;
grant execute on function genesis.export_account(uuid) to genesis_app;
