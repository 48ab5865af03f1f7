-- Deletes up to p_limit commands that ended longer ago than the retention, each with its task;
-- returns {pruned}. A key may be repeated within the retention: its command is still there then.
-- The log keeps what a command did. Ids are UUIDv7, so the old ones stand first in the primary key:
-- no index of its own, which every command would have to write. (In a subquery the boundary is made
-- once; uuidv7 is volatile, and no index is searched by what changes from row to row.)
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.prune_commands(p_older_than interval, p_limit integer) returns jsonb
language sql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
  with old as (
    select command_id from command_inbox
    where command_id < (select uuidv7(-p_older_than)) and finished_at < now() - p_older_than
      and status in ('COMPLETED', 'FAILED', 'CANCELLED')
    order by command_id limit p_limit for update skip locked
  ), task as (
    delete from async_tasks where command_id in (select command_id from old)
  ), pruned as (
    delete from command_inbox where command_id in (select command_id from old) returning 1
  )
  select jsonb_build_object('pruned', count(*)) from pruned
$$;
grant execute on function genesis.prune_commands(interval, integer) to genesis_service;
