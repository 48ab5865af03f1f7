-- The account's webhooks: {webhooks: [{webhook_id, url, event_types, created_at, last_sent_at, last_error,
-- pending, failed}]}, the newest first. failed: its dead letters.
create or replace function genesis.list_webhooks(p_account uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return jsonb_build_object('webhooks', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'webhook_id', w.webhook_id, 'url', w.url, 'event_types', w.event_types,
      'created_at', genesis.iso(w.created_at), 'last_sent_at', genesis.iso(w.last_sent_at),
      'last_error', w.last_error, 'pending', d.pending, 'failed', d.failed)
      order by w.created_at desc, w.webhook_id desc), '[]')
    from webhooks w cross join lateral (
      select count(*) filter (where status = 'PENDING') as pending,
        count(*) filter (where status = 'FAILED') as failed
      from webhook_deliveries where webhook_id = w.webhook_id) d
    where w.account_id = p_account and w.ended_at is null));
end
$$;
grant execute on function genesis.list_webhooks(uuid) to genesis_app;
