-- The next PENDING rows of a partition in id order, without those of keys that wait for another try
-- and without those in p_in_flight, which were claimed and are not marked yet:
--   {outcome: CLAIMED, is_more, first_pending, snapshot_xmin, snapshot_xmax, messages: [{outbox_id,
--    event_id, event_type, session_id, version, …, traceparent}]}
--   {outcome: LOCK_LOST}    this is not the connection that took the relay's lock
-- Reading is all that claiming needs: only the holder of the lock asks. At most p_limit rows, and as
-- many as have p_bytes stored (event_bytes), but one at least.
-- p_after: ids up to it are known to be settled (relay/low-water.ts), so that the poll does not walk
-- over index entries of rows that were SENT since the last VACUUM. first_pending is the first id
-- beyond it that is PENDING, of whatever key and partition. snapshot_xmax is for relays of 0.1.0 alone:
-- transactions beyond it may have begun.
-- The settings: what is PENDING changes faster than statistics, and the order of the index is the
-- only good way whatever they say; so it is planned once a connection. "not in" is looked up in a hash,
-- "<> all" of a parameter one by one: with 1,000 rows in flight a claim of 500 takes 7 ms instead of 16.
create or replace function genesis.claim_outbox(
  p_backend integer, p_partition integer, p_partitions integer, p_limit integer, p_bytes integer,
  p_waiting uuid[], p_in_flight bigint[], p_after bigint default 0
) returns json
language sql stable
set plan_cache_mode to force_generic_plan
set enable_bitmapscan to off
set enable_seqscan to off
set enable_hashjoin to off
set enable_mergejoin to off
as $$
  with candidate as (
    select outbox_id, event_id from event_outbox
    where status = 'PENDING' and outbox_id > p_after
      and session_id <> all (p_waiting) and outbox_id not in (select unnest(p_in_flight))
      and (p_partitions = 1 or genesis.key_partition(session_id, p_partitions) = p_partition)
    order by outbox_id limit p_limit
  ), claimed as (
    select c.outbox_id, e, sum(b.bytes) over (order by c.outbox_id) - b.bytes as bytes_before
    from candidate c join domain_events e using (event_id)
      cross join lateral (select genesis.event_bytes(e) as bytes offset 0) b
  )
  select case when pg_backend_pid() <> p_backend then '{"outcome": "LOCK_LOST"}'::json
    else (
      select json_build_object('outcome', 'CLAIMED',
        'is_more', count(*) < (select count(*) from candidate) or count(*) = p_limit,
        'first_pending', (select min(outbox_id) from event_outbox
          where status = 'PENDING' and outbox_id > p_after),
        'snapshot_xmin', pg_snapshot_xmin(pg_current_snapshot())::text,
        'snapshot_xmax', pg_snapshot_xmax(pg_current_snapshot())::text,
        'messages', coalesce(json_agg(json_build_object(
            'outbox_id', outbox_id, 'event_id', (e).event_id, 'event_type', (e).event_type,
            'session_id', (e).session_id, 'version', (e).version,
            'occurred_at', genesis.iso((e).occurred_at), 'command_id', (e).command_id,
            'correlation_id', (e).correlation_id, 'traceparent', (e).traceparent,
            'payload', genesis.event_payload(e))
          order by outbox_id), '[]'))
      from claimed where bytes_before < p_bytes) end
$$;
grant execute on function genesis.claim_outbox(integer, integer, integer, integer, integer, uuid[], bigint[], bigint)
  to genesis_service;
