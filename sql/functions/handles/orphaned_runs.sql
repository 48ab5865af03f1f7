-- Which of these runs work for nobody any more: [flow_run_id…]. p_runs: [{flow_run_id, session_id, run_epoch}].
-- A run is left over where its session has a newer one, or has let go of it; and where it stopped
-- working without a word: nothing is pending, nothing waits, and it was not heard of for a minute.
-- A session that is not known here is left alone: its run may belong to another installation.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.orphaned_runs(p_runs jsonb) returns jsonb
language sql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
  select coalesce(jsonb_agg(r.flow_run_id), '[]')
  from jsonb_to_recordset(p_runs) as r (flow_run_id uuid, session_id uuid, run_epoch integer)
  join genesis_sessions s using (session_id)
  where r.run_epoch < s.run_epoch
    or (r.run_epoch = s.run_epoch and case
      when s.flow_run_id is null then s.run_seen_at is null
      when s.flow_run_id <> r.flow_run_id then true
      else s.run_seen_at < now() - interval '60 seconds'
        and not exists (select from command_inbox c where c.session_id = s.session_id
          and c.is_background and c.status in ('RECEIVED', 'PROCESSING'))
        and not exists (select from flow_resume_handles h where h.session_id = s.session_id
          and h.status in ('WAITING', 'PENDING_PAUSE', 'PAUSED'))
      end)
$$;
grant execute on function genesis.orphaned_runs(jsonb) to genesis_service;
