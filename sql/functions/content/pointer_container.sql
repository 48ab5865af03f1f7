-- The pointer of what holds the field at a pointer: '/a' of '/a/b', '' of '/a' and of ''.
create or replace function genesis.pointer_container(p_pointer text) returns text
language sql immutable as $$
  select left(p_pointer, -strpos(reverse(p_pointer), '/'))
$$;
grant execute on function genesis.pointer_container(text) to genesis_app, genesis_service;
