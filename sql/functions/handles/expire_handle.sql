-- A wait whose run is gone, and that nothing in its session asks for any more. One that was resumed
-- meanwhile stays so.
create or replace function genesis.expire_handle(p_handle uuid) returns void
language sql as $$
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
  where handle_id = p_handle and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED')
$$;
grant execute on function genesis.expire_handle(uuid) to genesis_service;
