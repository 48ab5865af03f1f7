-- A wait whose run is gone, and that nothing in its session asks for any more.
create or replace function genesis.expire_handle(p_handle uuid) returns void
language sql as $$
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
  where handle_id = p_handle and status <> 'EXPIRED'
$$;
grant execute on function genesis.expire_handle(uuid) to genesis_service;
