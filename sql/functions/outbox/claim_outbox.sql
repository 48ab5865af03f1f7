-- The next PENDING rows in id order, without those of keys that wait for another try:
--   {outcome: CLAIMED, messages: [{outbox_id, event_id, event_type, session_id, version, …, traceparent}]}
--   {outcome: LOCK_LOST}    this is not the connection that took the relay's lock
-- Reading is all that claiming needs: only the holder of the lock asks.
create or replace function genesis.claim_outbox(
  p_backend integer, p_limit integer, p_waiting uuid[]
) returns jsonb
language sql stable as $$
  select case when pg_backend_pid() <> p_backend then '{"outcome": "LOCK_LOST"}'::jsonb
    else jsonb_build_object('outcome', 'CLAIMED', 'messages', coalesce((
      select jsonb_agg(
        genesis.event_json(e) || jsonb_build_object('outbox_id', o.outbox_id,
          'session_id', e.session_id, 'traceparent', e.traceparent)
        order by o.outbox_id)
      from (
        select outbox_id, event_id from event_outbox
        where status = 'PENDING' and session_id <> all (p_waiting)
        order by outbox_id limit p_limit
      ) o join domain_events e using (event_id)), '[]')) end
$$;
grant execute on function genesis.claim_outbox(integer, integer, uuid[]) to genesis_service;
