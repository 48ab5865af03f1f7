-- What has `locked` pointers of version 1, with those of version 2.
create or replace function genesis.upcast_locks_1(p_holder jsonb) returns jsonb
language sql immutable as $$
  select case when p_holder ? 'locked'
    then p_holder || jsonb_build_object('locked', genesis.upcast_pointers_1(p_holder -> 'locked'))
    else p_holder end
$$;
grant execute on function genesis.upcast_locks_1(jsonb) to genesis_app, genesis_service;
