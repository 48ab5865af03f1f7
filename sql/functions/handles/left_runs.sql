-- Paused runs that may be left behind in Prefect: those whose wait was expired in the last so long and
-- that are not their session's run, [flow_run_id…], at most p_limit, the latest ones. It costs what was
-- expired, however many wait.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.left_runs(p_since interval, p_limit integer) returns jsonb
language sql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
  select coalesce(jsonb_agg(distinct flow_run_id), '[]') from (
    select h.flow_run_id from flow_resume_handles h join genesis_sessions s using (session_id)
    where h.status = 'EXPIRED' and h.updated_at > now() - p_since
      and h.flow_run_id is not null and h.flow_run_id is distinct from s.flow_run_id
    order by h.updated_at desc limit p_limit) left_behind
$$;
grant execute on function genesis.left_runs(interval, integer) to genesis_service;
