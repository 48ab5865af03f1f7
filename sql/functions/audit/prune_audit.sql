-- Deletes up to p_limit entries older than the retention; refusals after 30 days. Returns {pruned}.
-- Ids are UUIDv7, so the old ones stand first in the primary key, and in the index of refusals: what is
-- kept is not looked at.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.prune_audit(p_older_than interval, p_limit integer) returns jsonb
language sql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
  with old as (
    (select audit_id from audit_log
      where audit_id < (select uuidv7(-greatest(p_older_than, interval '30 days')))
        and at < now() - greatest(p_older_than, interval '30 days')
      order by audit_id limit p_limit)
    union
    (select audit_id from audit_log
      where action like 'refused.%' and audit_id < (select uuidv7(-interval '30 days'))
        and at < now() - interval '30 days'
      order by audit_id limit p_limit)
  ), pruned as (
    delete from audit_log where audit_id in (select audit_id from old limit p_limit) returning 1
  )
  select jsonb_build_object('pruned', count(*)) from pruned
$$;
grant execute on function genesis.prune_audit(interval, integer) to genesis_service;
