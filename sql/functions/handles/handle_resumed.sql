-- Prefect took the answer of that wait: {outcome: RESUMED}, or {outcome: NONE} where the run has
-- said so itself meanwhile, or the wait is over.
create or replace function genesis.handle_resumed(p_correlation uuid) returns jsonb
language plpgsql as $$
begin
  update flow_resume_handles
    set status = 'RESUMED', resumed_at = now(), updated_at = now(), lease_until = null
    where correlation_id = p_correlation and status in ('PENDING_PAUSE', 'PAUSED')
      and resume_payload is not null;
  return jsonb_build_object('outcome', case when found then 'RESUMED' else 'NONE' end);
end
$$;
grant execute on function genesis.handle_resumed(uuid) to genesis_service;
