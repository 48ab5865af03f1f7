-- Forgets FAILED rows: those in p_ids, every one where that is null. Their events stay in the
-- session's log; they are never published. Returns the ids of the rows it deleted.
create or replace function genesis.drop_outbox(p_ids bigint[]) returns jsonb
language sql volatile as $$
  with dropped as (
    delete from event_outbox
    where status = 'FAILED' and (p_ids is null or outbox_id = any (p_ids))
    returning outbox_id
  )
  select coalesce(jsonb_agg(outbox_id order by outbox_id), '[]') from dropped
$$;
grant execute on function genesis.drop_outbox(bigint[]) to genesis_service;
