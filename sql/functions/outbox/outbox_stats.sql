-- For the relay's metrics: {pending (at most 10000 are counted), oldest_pending_seconds, failed,
-- oldest_received_seconds: how long the writer waits whose command nobody has begun}.
create or replace function genesis.outbox_stats() returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'pending', (select count(*) from (select from event_outbox where status = 'PENDING' limit 10000) p),
    'oldest_pending_seconds', coalesce((
      select extract(epoch from now() - created_at) from event_outbox
      where status = 'PENDING' order by outbox_id limit 1), 0),
    'oldest_received_seconds', coalesce((
      select extract(epoch from now() - min(received_at)) from command_inbox
      where status = 'RECEIVED' and is_background), 0),
    'failed', (select count(*) from (select from event_outbox where status = 'FAILED' limit 10000) f))
$$;
grant execute on function genesis.outbox_stats() to genesis_service;
