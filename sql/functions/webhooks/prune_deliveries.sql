-- Deliveries that were settled longer ago than p_retention go, and webhooks that ended: {pruned}. Dead
-- letters are kept for 30 days. What is kept is not looked at.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.prune_deliveries(p_retention interval, p_limit integer) returns jsonb
language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
declare
  v_pruned integer;
begin
  delete from webhook_deliveries where delivery_id in (
    select delivery_id from (
      (select delivery_id from webhook_deliveries
        where status = 'SENT' and settled_at < now() - p_retention
        order by settled_at limit p_limit)
      union all
      (select delivery_id from webhook_deliveries
        where status = 'FAILED' and settled_at < now() - greatest(p_retention, interval '30 days')
        order by settled_at limit p_limit)
    ) settled limit p_limit);
  get diagnostics v_pruned = row_count;
  delete from webhooks where ended_at < now() - interval '30 days';
  return jsonb_build_object('pruned', v_pruned);
end
$$;
grant execute on function genesis.prune_deliveries(interval, integer) to genesis_service;
