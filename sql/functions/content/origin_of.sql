-- Where the field at a pointer is from: the entry of the longest prefix of the pointer.
create or replace function genesis.origin_of(p_origins jsonb, p_pointer text) returns jsonb
language sql immutable as $$
  select value from jsonb_each(p_origins)
  where p_pointer = key or key = '' or starts_with(p_pointer, key || '/')
  order by length(key) desc limit 1
$$;
grant execute on function genesis.origin_of(jsonb, text) to genesis_app, genesis_service;
