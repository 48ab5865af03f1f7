-- An RFC 6901 pointer as the text[] path that `#>` takes.
create or replace function genesis.pointer_path(p_pointer text) returns text[]
language sql immutable as $$
  select coalesce(array_agg(replace(replace(token, '~1', '/'), '~0', '~') order by n), '{}')
  from unnest(string_to_array(substr(p_pointer, 2), '/')) with ordinality as t (token, n)
  where p_pointer <> ''
$$;
grant execute on function genesis.pointer_path(text) to genesis_app, genesis_service;
