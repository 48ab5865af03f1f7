-- Ends a webhook of the account, with what it still had to be told: {outcome: ENDED} or {outcome: NOT_FOUND}.
create or replace function genesis.end_webhook(p_account uuid, p_webhook uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  update webhooks set ended_at = now(), encrypted_secret = ''
    where webhook_id = p_webhook and account_id = p_account and ended_at is null;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  delete from webhook_deliveries where webhook_id = p_webhook;
  return '{"outcome": "ENDED"}';
end
$$;
grant execute on function genesis.end_webhook(uuid, uuid) to genesis_app;
