-- A pointer and everything above it: '', '/a' and '/a/b' of '/a/b'.
create or replace function genesis.pointer_prefixes(p_pointer text) returns setof text
language sql immutable rows 6 as $$
  select array_to_string(tokens[1:k], '/')
  from string_to_array(p_pointer, '/') tokens, generate_series(1, greatest(cardinality(tokens), 1)) k
$$;
grant execute on function genesis.pointer_prefixes(text) to genesis_app, genesis_service;
