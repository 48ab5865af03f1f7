-- A part's heartbeat, every 5 s; /api/health/ready reads them. Instances that went silent for a
-- day are forgotten here, so that the table does not grow with restarts.
-- p_info: what the part knows of itself; at_ms, its own clock, is kept as how far it is from the
-- database's, skew_s, and problem is a name of shared-types/http/health-problems.ts.
create or replace function genesis.beat(
  p_part text, p_instance text, p_status text, p_detail text, p_info jsonb default '{}'
) returns void
language sql as $$
  with forgotten as (
    delete from part_heartbeats
    where part = p_part and instance_id <> p_instance and seen_at < now() - interval '1 day'
  ), known as (
    select case when p_info ? 'at_ms'
      then p_info - 'at_ms' || jsonb_build_object('skew_s', round(
        extract(epoch from clock_timestamp()) - (p_info ->> 'at_ms')::numeric / 1000, 1))
      else p_info end as info
  )
  insert into part_heartbeats (part, instance_id, status, detail, info)
  select p_part, p_instance, p_status, p_detail, info from known
  on conflict (part, instance_id) do update
    set status = excluded.status, detail = excluded.detail, info = excluded.info, seen_at = now()
$$;
grant execute on function genesis.beat(text, text, text, text, jsonb) to genesis_service;
