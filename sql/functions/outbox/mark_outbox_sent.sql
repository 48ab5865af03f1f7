-- Marks what was published, in one statement: {outcome: MARKED, marked} or {outcome: LOCK_LOST}.
-- A row that another relay has marked since is left alone.
create or replace function genesis.mark_outbox_sent(p_backend integer, p_sent bigint[]) returns jsonb
language sql as $$
  with marked as (
    update event_outbox
      set status = 'SENT', sent_at = now(), attempts = attempts + 1, next_attempt_at = null
      where outbox_id = any (p_sent) and status = 'PENDING' and pg_backend_pid() = p_backend
      returning 1
  )
  select case when pg_backend_pid() = p_backend
    then jsonb_build_object('outcome', 'MARKED', 'marked', (select count(*) from marked))
    else '{"outcome": "LOCK_LOST"}' end
$$;
grant execute on function genesis.mark_outbox_sent(integer, bigint[]) to genesis_service;
