-- Deliveries that were settled longer ago than p_retention go, and webhooks that ended: {pruned}. Dead
-- letters are kept for 30 days.
create or replace function genesis.prune_deliveries(p_retention interval, p_limit integer) returns jsonb
language plpgsql as $$
declare
  v_pruned integer;
begin
  delete from webhook_deliveries where delivery_id in (
    select delivery_id from webhook_deliveries
    where status <> 'PENDING'
      and settled_at < now() - case status when 'SENT' then p_retention else greatest(p_retention, interval '30 days') end
    limit p_limit);
  get diagnostics v_pruned = row_count;
  delete from webhooks where ended_at < now() - interval '30 days';
  return jsonb_build_object('pruned', v_pruned);
end
$$;
grant execute on function genesis.prune_deliveries(interval, integer) to genesis_service;
