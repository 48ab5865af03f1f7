-- Deletes up to p_limit SENT rows older than the retention; returns {pruned}. The events stay: they
-- are the session's log.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.prune_outbox(p_older_than interval, p_limit integer) returns jsonb
language sql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
  with old as (
    select event_id from event_outbox
    where status = 'SENT' and sent_at < now() - p_older_than
    order by sent_at limit p_limit for update skip locked
  ), pruned as (
    delete from event_outbox where event_id in (select event_id from old) returning 1
  )
  select jsonb_build_object('pruned', count(*)) from pruned
$$;
grant execute on function genesis.prune_outbox(interval, integer) to genesis_service;
