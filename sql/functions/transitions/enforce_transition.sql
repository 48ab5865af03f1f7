-- Refuses a change of `status` that its table does not allow. The trigger's argument is a JSON
-- object {from: [to…]}, from TRANSITIONS in shared-types/statuses.ts. The triggers fire only where
-- the status really changes, and are dropped with this schema.
create or replace function genesis.enforce_transition() returns trigger
language plpgsql as $$
begin
  if not tg_argv[0]::jsonb -> old.status ? new.status then
    raise exception 'A row of % does not go from % to %', tg_table_name, old.status, new.status
      using errcode = 'check_violation', constraint = 'allowed_transition', table = tg_table_name;
  end if;
  return new;
end
$$;
grant execute on function genesis.enforce_transition() to genesis_app, genesis_service;
