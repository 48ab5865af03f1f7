-- A webhook's dead letters are tried again, from now: {outcome: RETRIED, retried} or {outcome: NOT_FOUND}.
create or replace function genesis.retry_webhook(p_account uuid, p_webhook uuid) returns jsonb
language plpgsql as $$
declare
  v_retried integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  perform from webhooks where webhook_id = p_webhook and account_id = p_account and ended_at is null;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  update webhook_deliveries
    set status = 'PENDING', attempts = 0, next_attempt_at = now(), settled_at = null
    where webhook_id = p_webhook and status = 'FAILED';
  get diagnostics v_retried = row_count;
  return jsonb_build_object('outcome', 'RETRIED', 'retried', v_retried);
end
$$;
grant execute on function genesis.retry_webhook(uuid, uuid) to genesis_app;
