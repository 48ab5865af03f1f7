-- For an operator: whether it is on, how many living edges put writes off and how many take them
-- (heartbeats, each 5 s; one from before it began says nothing of it), and what was accepted and has
-- not come to its end: commands, and events on their way.
create or replace function genesis.maintenance_status() returns jsonb
language sql stable as $$
  select jsonb_build_object('maintenance', genesis.maintenance(),
    'edges', (
      select jsonb_build_object('putting_off', count(*) filter (where puts_off),
        'taking', count(*) filter (where puts_off is not true))
      from (
        select h.info ->> 'problem' = 'MAINTENANCE' and h.seen_at > i.maintenance_since as puts_off
        from part_heartbeats h, installation i
        where h.part = 'edge' and h.seen_at > now() - interval '20 seconds') living),
    'commands', (select count(*) from command_inbox where status in ('RECEIVED', 'PROCESSING')),
    'events', (select count(*) from event_outbox where status = 'PENDING'))
$$;
