-- FAILED rows are PENDING again, with all of their tries: those in p_ids, every one where that is
-- null. Returns the ids of the rows it changed. A command that was ended stays so.
create or replace function genesis.retry_outbox(p_ids bigint[]) returns jsonb
language sql volatile as $$
  with retried as (
    update event_outbox set status = 'PENDING', attempts = 0, next_attempt_at = null
    where status = 'FAILED' and (p_ids is null or outbox_id = any (p_ids))
    returning outbox_id
  ), audited as (
    select genesis.record_audit('outbox.retried', null, count(*)::text, 'operator') from retried
    having count(*) > 0
  )
  select coalesce(jsonb_agg(outbox_id order by outbox_id), '[]') from retried where (select count(*) from audited) >= 0
$$;
grant execute on function genesis.retry_outbox(bigint[]) to genesis_service;
