-- What became of a delivery that was claimed: {status: SENT | PENDING | FAILED | GONE}. p_outcome: TAKEN,
-- REFUSED, or GONE where the receiver says that it is no more: the webhook ends. What is refused is tried
-- again after 1, 2, 4 … s up to an hour, sixteen times in all (some four hours); then it is a dead letter,
-- and what is behind it goes on.
create or replace function genesis.settle_delivery(p_delivery bigint, p_outcome text, p_error text)
returns jsonb
language plpgsql as $$
declare
  d webhook_deliveries;
begin
  update webhook_deliveries
    set status = case when p_outcome = 'TAKEN' then 'SENT' when attempts < 16 and p_outcome <> 'GONE' then 'PENDING' else 'FAILED' end,
        last_error = left(p_error, 500),
        settled_at = case when p_outcome = 'TAKEN' or attempts >= 16 or p_outcome = 'GONE' then now() end,
        next_attempt_at = now() + least(interval '1 second' * 2 ^ (attempts - 1), interval '1 hour')
    where delivery_id = p_delivery and status = 'PENDING'
    returning * into d;
  if not found then
    return '{"status": "GONE"}';
  end if;
  update webhooks
    set last_sent_at = case when p_outcome = 'TAKEN' then now() else last_sent_at end,
        last_error = left(p_error, 500),
        ended_at = case when p_outcome = 'GONE' then now() else ended_at end,
        encrypted_secret = case when p_outcome = 'GONE' then '' else encrypted_secret end
    where webhook_id = d.webhook_id;
  if p_outcome = 'GONE' then
    delete from webhook_deliveries where webhook_id = d.webhook_id;
  end if;
  return jsonb_build_object('status', d.status);
end
$$;
grant execute on function genesis.settle_delivery(bigint, text, text) to genesis_service;
