-- Where what stands at a pointer of p_new stood in p_old, by the pairing of items (diff_leaves).
create or replace function genesis.pointer_before(p_old jsonb, p_new jsonb, p_pointer text) returns text
language sql immutable as $$
  select coalesce((
    select case
        -- The pair is the field itself or what holds it, equal as a whole.
        when starts_with(p_pointer || '/', d.new_pointer || '/')
          then d.old_pointer || substr(p_pointer, length(d.new_pointer) + 1)
        -- The pair is something in it, under the same name in both.
        else left(d.old_pointer, length(d.old_pointer) - length(d.new_pointer) + length(p_pointer)) end
    from genesis.diff_leaves(p_old, p_new) d
    where d.old_pointer is not null
      and (starts_with(p_pointer || '/', d.new_pointer || '/')
        or (starts_with(d.new_pointer, p_pointer || '/')
          and right(d.old_pointer, length(d.new_pointer) - length(p_pointer))
            = substr(d.new_pointer, length(p_pointer) + 1)))
    limit 1), p_pointer)
$$;
grant execute on function genesis.pointer_before(jsonb, jsonb, text) to genesis_app;
