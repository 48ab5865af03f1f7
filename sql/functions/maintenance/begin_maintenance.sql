-- For an operator: edges put writers' writes off from now on (they hear it by a wake, or within a
-- minute). Again while it is on: another end is expected; null: nobody knows when.
create or replace function genesis.begin_maintenance(p_for interval) returns void
language sql as $$
  with begun as (
    update installation i set maintenance_since = coalesce(i.maintenance_since, now()),
      maintenance_until = now() + p_for
    returning i.maintenance_since = now() as is_new
  )
  select genesis.record_audit('maintenance.begun', null, null, 'operator') from begun where is_new
$$;
