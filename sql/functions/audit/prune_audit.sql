-- Deletes up to p_limit entries older than the retention; refusals after 30 days. Returns {pruned}.
-- Ids are UUIDv7, so the old ones stand first in the primary key.
create or replace function genesis.prune_audit(p_older_than interval, p_limit integer) returns jsonb
language sql as $$
  with old as (
    select audit_id from audit_log
    where audit_id < (select uuidv7(-interval '30 days'))
      and at < now() - case when action like 'refused.%' then interval '30 days'
        else greatest(p_older_than, interval '30 days') end
    order by audit_id limit p_limit
  ), pruned as (
    delete from audit_log where audit_id in (select audit_id from old) returning 1
  )
  select jsonb_build_object('pruned', count(*)) from pruned
$$;
grant execute on function genesis.prune_audit(interval, integer) to genesis_service;
