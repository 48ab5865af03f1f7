-- Erases for good what of deleted sessions is older than p_grace, up to p_limit rows: {pruned}. A
-- session whose last events are not yet published waits for that: other readers of the topic are told.
create or replace function genesis.erase_sessions(p_grace interval, p_limit integer) returns jsonb
language plpgsql as $$
declare
  v_session uuid;
  v_gone integer := 0;
begin
  while v_gone < p_limit loop
    select session_id into v_session from genesis_sessions s
      where deleted_at <= now() - p_grace
        and not exists (select from event_outbox o where o.status = 'PENDING' and o.session_id = s.session_id)
      order by deleted_at limit 1 for update skip locked;
    exit when not found;
    v_gone := v_gone + genesis.erase_session(v_session, p_limit - v_gone);
  end loop;
  return jsonb_build_object('pruned', v_gone);
end
$$;
grant execute on function genesis.erase_sessions(interval, integer) to genesis_service;
