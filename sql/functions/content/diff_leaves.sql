-- Every leaf of p_new beside the leaf of p_old that it comes from (pair_children). `same`: the JSON
-- value is equal. A whole branch that is equal comes back as one row, and is not looked into.
create or replace function genesis.diff_leaves(p_old jsonb, p_new jsonb)
returns table (new_pointer text, old_pointer text, same boolean)
language sql immutable as $$
  with recursive walk as (
    select p_old as old, p_new as new, '' as old_pointer, '' as new_pointer,
      p_old is not null and p_old = p_new as same
    union all
    select c.old, c.new, w.old_pointer || '/' || c.old_token, w.new_pointer || '/' || c.new_token,
      c.old is not null and c.old = c.new
    from walk w cross join lateral genesis.pair_children(w.old, w.new) c
    where not w.same and jsonb_typeof(w.new) in ('object', 'array')
  )
  select w.new_pointer, w.old_pointer, w.same from walk w
  where w.same or jsonb_typeof(w.new) not in ('object', 'array') or w.new in ('{}', '[]')
$$;
grant execute on function genesis.diff_leaves(jsonb, jsonb) to genesis_app, genesis_service;
