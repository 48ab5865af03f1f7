-- For an operator: edges take writes again. Whether it was on.
create or replace function genesis.end_maintenance() returns boolean
language sql as $$
  with ended as (
    update installation set maintenance_since = null, maintenance_until = null
    where maintenance_since is not null
    returning genesis.record_audit('maintenance.ended', null, null, 'operator')
  )
  select exists (select from ended)
$$;
