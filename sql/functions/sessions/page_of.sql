-- Cuts a list that was asked for with one more than the limit, each item with its `key`:
-- {<name>: items, next: the last item's key, or null at the end}.
create or replace function genesis.page_of(p_name text, p_items jsonb, p_limit integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object(
    p_name, coalesce((select jsonb_agg(item - 'key' order by n)
      from jsonb_array_elements(p_items) with ordinality as t (item, n) where n <= p_limit), '[]'),
    'next', case when jsonb_array_length(p_items) > p_limit then p_items -> (p_limit - 1) -> 'key' end)
$$;
grant execute on function genesis.page_of(text, jsonb, integer) to genesis_app;
