-- Pointers into contents of version 1, as pointers into version 2. Of all fields only one has another
-- name: a character's `faction_id`. A pointer of version 2 is left as it is.
create or replace function genesis.upcast_pointers_1(p_pointers jsonb) returns jsonb
language sql immutable as $$
  select case when strpos(p_pointers::text, '/faction_id"') > 0
    then replace(p_pointers::text, '/faction_id"', '/faction_ids"')::jsonb else p_pointers end
$$;
grant execute on function genesis.upcast_pointers_1(jsonb) to genesis_app, genesis_service;
