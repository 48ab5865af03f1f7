-- Null, or since when writes are put off and until when that is expected to last.
create or replace function genesis.maintenance() returns jsonb
language sql stable as $$
  select jsonb_build_object('since', genesis.iso(maintenance_since),
    'until', genesis.iso(maintenance_until))
  from installation where maintenance_since is not null
$$;
