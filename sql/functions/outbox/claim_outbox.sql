-- The next PENDING rows of a partition in id order, without those of keys that wait for another try
-- and without those in p_in_flight, which were claimed and are not marked yet:
--   {outcome: CLAIMED, is_more, messages: [{outbox_id, event_id, event_type, session_id, version, …,
--    traceparent}]}
--   {outcome: LOCK_LOST}    this is not the connection that took the relay's lock
-- Reading is all that claiming needs: only the holder of the lock asks. At most p_limit rows, and as
-- many as have p_bytes of stored payload, but one at least.
create or replace function genesis.claim_outbox(
  p_backend integer, p_partition integer, p_partitions integer, p_limit integer, p_bytes integer,
  p_waiting uuid[], p_in_flight bigint[]
) returns jsonb
language sql stable as $$
  with candidate as (
    select outbox_id, event_id from event_outbox
    where status = 'PENDING' and session_id <> all (p_waiting) and outbox_id <> all (p_in_flight)
      and (p_partitions = 1 or genesis.key_partition(session_id, p_partitions) = p_partition)
    order by outbox_id limit p_limit
  ), claimed as (
    select c.outbox_id, e,
      sum(pg_column_size(e.payload)) over (order by c.outbox_id) - pg_column_size(e.payload) as bytes_before
    from candidate c join domain_events e using (event_id)
  )
  select case when pg_backend_pid() <> p_backend then '{"outcome": "LOCK_LOST"}'::jsonb
    else (
      select jsonb_build_object('outcome', 'CLAIMED',
        'is_more', count(*) < (select count(*) from candidate) or count(*) = p_limit,
        'messages', coalesce(jsonb_agg(
          genesis.event_json(e) || jsonb_build_object('outbox_id', outbox_id,
            'session_id', (e).session_id, 'traceparent', (e).traceparent)
          order by outbox_id), '[]'))
      from claimed where bytes_before < p_bytes) end
$$;
grant execute on function genesis.claim_outbox(integer, integer, integer, integer, integer, uuid[], bigint[])
  to genesis_service;
