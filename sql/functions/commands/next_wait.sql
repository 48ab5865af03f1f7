-- The id of the wait that follows the present one, minted in the caller's transaction. A live
-- handle of a wait that is over can never be resumed any more: it expires. Returns the id.
create or replace function genesis.next_wait(s genesis_sessions) returns uuid
language plpgsql as $$
declare
  v_next uuid := uuidv7();
begin
  update flow_resume_handles set status = 'EXPIRED', updated_at = now()
    where correlation_id = s.correlation_id and resume_payload is not null
      and status in ('WAITING', 'PENDING_PAUSE', 'PAUSED');
  update genesis_sessions set correlation_id = v_next, answered_by = null
    where session_id = s.session_id;
  return v_next;
end
$$;
grant execute on function genesis.next_wait(genesis_sessions) to genesis_app, genesis_service;
