-- A path of tokens as an RFC 6901 pointer; null where there is no path.
create or replace function genesis.path_pointer(p_path text[]) returns text
language sql immutable as $$
  select case when p_path is not null then coalesce(
    (select string_agg('/' || replace(replace(token, '~', '~0'), '/', '~1'), '' order by n)
     from unnest(p_path) with ordinality as t (token, n)), '') end
$$;
grant execute on function genesis.path_pointer(text[]) to genesis_app;
