-- Pointers as they are stored: {pointer of the container: [last token, …]}. So a name is written
-- once a field, as in the content itself, and the way to it once a container. '' is {"": [null]}.
create or replace function genesis.pack_pointers(p_pointers text[]) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_object_agg(container, tokens), '{}')
  from (
    select p.container, jsonb_agg(case when p.pointer <> '' then substr(p.pointer, length(p.container) + 2) end
        order by p.pointer) as tokens
    from (select pointer, genesis.pointer_container(pointer) as container
          from unnest(p_pointers) pointer offset 0) p
    group by p.container
  ) packed
$$;
grant execute on function genesis.pack_pointers(text[]) to genesis_app, genesis_service;
