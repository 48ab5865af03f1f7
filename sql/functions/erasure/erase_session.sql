-- Deletes up to p_limit rows of a session that is due, the session's own last: how many went. Every
-- table with a session_id is named here (a test looks for that in the catalogue).
-- The settings: one session's rows are few, of a table of any size.
create or replace function genesis.erase_session(p_session uuid, p_limit integer) returns integer
language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  v_table text;
  v_commands uuid[];
  v_account uuid;
  v_count integer;
  v_gone integer := 0;
begin
  perform genesis.keep_contents(array[p_session]);
  foreach v_table in array array['webhook_deliveries', 'materials', 'model_calls', 'session_replays', 'generation_partials', 'session_windows', 'flow_resume_handles', 'novels',
    'genesis_proposals', 'genesis_stages', 'session_sizes']
  loop
    execute format('delete from %1$I where ctid in (select ctid from %1$I where session_id = $1 limit $2)', v_table)
      using p_session, p_limit - v_gone;
    get diagnostics v_count = row_count;
    v_gone := v_gone + v_count;
    if v_gone >= p_limit then
      return v_gone;
    end if;
  end loop;
  v_commands := genesis.commands_of(p_session, p_limit - v_gone);
  delete from async_tasks where command_id = any (v_commands);
  delete from command_inbox where command_id = any (v_commands);
  get diagnostics v_count = row_count;
  v_gone := v_gone + v_count;
  if v_gone >= p_limit then
    return v_gone;
  end if;
  with events as (
    select event_id from domain_events where session_id = p_session order by version limit p_limit - v_gone
  ), unpublished as (
    delete from event_outbox where event_id in (select event_id from events)
  )
  delete from domain_events where event_id in (select event_id from events);
  get diagnostics v_count = row_count;
  v_gone := v_gone + v_count;
  if v_gone >= p_limit then
    return v_gone;
  end if;
  delete from genesis_sessions where session_id = p_session returning account_id into v_account;
  perform genesis.refresh_stored(array[v_account]);
  return v_gone + 1;
end
$$;
grant execute on function genesis.erase_session(uuid, integer) to genesis_service;
