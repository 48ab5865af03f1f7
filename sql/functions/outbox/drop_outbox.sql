-- Forgets FAILED rows: those in p_ids, every one where that is null. Their events stay in the
-- session's log; they are never published. Returns the ids of the rows it deleted.
create or replace function genesis.drop_outbox(p_ids bigint[]) returns jsonb
language sql volatile as $$
  with dropped as (
    delete from event_outbox
    where status = 'FAILED' and (p_ids is null or outbox_id = any (p_ids))
    returning outbox_id
  ), audited as (
    select genesis.record_audit('outbox.dropped', null, count(*)::text, 'operator') from dropped
    having count(*) > 0
  )
  select coalesce(jsonb_agg(outbox_id order by outbox_id), '[]') from dropped where (select count(*) from audited) >= 0
$$;
grant execute on function genesis.drop_outbox(bigint[]) to genesis_service;
