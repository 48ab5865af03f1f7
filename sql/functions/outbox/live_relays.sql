-- The relays that were heard of lately, and how many partitions each holds:
-- [{instance_id, partitions_held}].
create or replace function genesis.live_relays() returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('instance_id', instance_id,
    'partitions_held', coalesce((info ->> 'partitions_held')::integer, 0))), '[]')
  from part_heartbeats where part = 'relay' and seen_at > now() - interval '8 seconds'
$$;
grant execute on function genesis.live_relays() to genesis_service;
