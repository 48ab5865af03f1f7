-- The holder of a lease gives it back early, to be tried again after p_after: where it knows that
-- Prefect did not take the call. After a time-out it does not know, and the lease has to run out.
create or replace function genesis.release_lease(p_handle uuid, p_after interval) returns void
language sql as $$
  update flow_resume_handles set lease_until = now() + p_after, updated_at = now()
  where handle_id = p_handle and status = 'PAUSED'
$$;
grant execute on function genesis.release_lease(uuid, interval) to genesis_service;
