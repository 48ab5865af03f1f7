-- The children of a container of a new content, each beside the child of the old one that it comes
-- from: members of an object by name, items of an array by their `id` where they have one (the first
-- with it), else by position. `old` is null, and its token `-`, where there is none.
-- Each old item is looked at once: ids are looked up in a map, not searched for.
create or replace function genesis.pair_children(p_old jsonb, p_new jsonb)
returns table (old jsonb, new jsonb, old_token text, new_token text)
language plpgsql immutable as $$
declare
  v_places jsonb := '{}';
  v_length integer := 0;
begin
  if jsonb_typeof(p_new) = 'object' then
    return query
      select case when jsonb_typeof(p_old) = 'object' then p_old -> e.key end, e.value, e.token, e.token
      from (select key, value, replace(replace(key, '~', '~0'), '/', '~1') as token
            from jsonb_each(p_new)) e;
    return;
  end if;
  if jsonb_typeof(p_old) = 'array' then
    v_length := jsonb_array_length(p_old);
    select coalesce(jsonb_object_agg(o.value ->> 'id', o.n - 1 order by o.n desc), '{}') into v_places
      from jsonb_array_elements(p_old) with ordinality as o (value, n)
      where o.value ->> 'id' is not null;
  end if;
  return query
    select p_old -> i.place, i.value, coalesce(i.place::text, '-'), (i.n - 1)::text
    from (select e.value, e.n, case
            when jsonb_typeof(e.value) = 'object' and e.value ? 'id'
              then (v_places ->> (e.value ->> 'id'))::integer
            when e.n <= v_length then (e.n - 1)::integer end as place
          from jsonb_array_elements(p_new) with ordinality as e (value, n)
          offset 0) i;
end
$$;
grant execute on function genesis.pair_children(jsonb, jsonb) to genesis_app, genesis_service;
