-- Every part's best instance: {part: {status, detail, seen_at}}. Silent for 20 s is degraded. The
-- database itself is among them where it takes no writes, as after a failover.
create or replace function genesis.parts() returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(part, jsonb_build_object(
    'status', status, 'detail', detail, 'seen_at', genesis.iso(seen_at))), '{}')
    || case when current_setting('transaction_read_only')::boolean then jsonb_build_object('database',
      jsonb_build_object('status', 'degraded', 'detail', 'the database is read-only, as a standby is',
        'seen_at', null)) else '{}' end
  from (
    select distinct on (part) part, seen_at, detail,
      case when seen_at < now() - interval '20 seconds' then 'degraded' else status end as status
    from part_heartbeats
    order by part, (seen_at < now() - interval '20 seconds'),
      array_position(array['ok', 'starting', 'degraded'], status), seen_at desc
  ) best
$$;
grant execute on function genesis.parts() to genesis_app, genesis_service;
