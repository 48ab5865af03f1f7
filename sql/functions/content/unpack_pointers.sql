-- The pointers that pack_pointers packed, in no particular order.
create or replace function genesis.unpack_pointers(p_packed jsonb) returns setof text
language sql immutable as $$
  select container || coalesce('/' || token, '')
  from jsonb_each(p_packed) as c (container, tokens), jsonb_array_elements_text(tokens) token
$$;
grant execute on function genesis.unpack_pointers(jsonb) to genesis_app, genesis_service;
