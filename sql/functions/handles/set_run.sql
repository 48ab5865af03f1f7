-- Prefect gave the new run its id: {outcome: SET}, or {outcome: LOST} where a newer run took over.
create or replace function genesis.set_run(p_session uuid, p_run_epoch integer, p_flow_run uuid)
returns jsonb
language plpgsql as $$
begin
  update genesis_sessions set flow_run_id = p_flow_run, run_seen_at = now()
    where session_id = p_session and run_epoch = p_run_epoch;
  return jsonb_build_object('outcome', case when found then 'SET' else 'LOST' end);
end
$$;
grant execute on function genesis.set_run(uuid, integer, uuid) to genesis_service;
