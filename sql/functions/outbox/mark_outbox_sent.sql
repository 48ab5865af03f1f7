-- Marks what was published, in one statement: {outcome: MARKED, marked, transaction} or {outcome:
-- LOCK_LOST}. The transaction's id is above those of all that had begun before (relay/low-water.ts).
-- A row that another relay has marked since is left alone. What is marked is told to the account's
-- webhooks from here on (webhook_deliveries), in the order of the outbox.
create or replace function genesis.mark_outbox_sent(p_backend integer, p_sent bigint[]) returns jsonb
language sql as $$
  with marked as (
    update event_outbox
      set status = 'SENT', sent_at = now(), attempts = attempts + 1, next_attempt_at = null
      where outbox_id = any (p_sent) and status = 'PENDING' and pg_backend_pid() = p_backend
      returning outbox_id, event_id, session_id, account_id
  ), told as (
    insert into webhook_deliveries (webhook_id, account_id, session_id, event_id)
    select w.webhook_id, m.account_id, m.session_id, m.event_id
    from marked m
    join webhooks w on w.account_id = m.account_id and w.ended_at is null
    join domain_events e on e.event_id = m.event_id
    where w.event_types is null or e.event_type = any (w.event_types)
    order by m.outbox_id
    on conflict do nothing
  )
  select case when pg_backend_pid() = p_backend
    then jsonb_build_object('outcome', 'MARKED', 'marked', (select count(*) from marked),
      'transaction', pg_current_xact_id()::text)
    else '{"outcome": "LOCK_LOST"}' end
$$;
grant execute on function genesis.mark_outbox_sent(integer, bigint[]) to genesis_service;
