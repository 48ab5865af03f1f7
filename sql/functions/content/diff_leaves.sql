-- Every leaf of p_new beside the leaf of p_old that it comes from: items of an array belong
-- together by their `id` where they have one, else by position. `same`: the JSON value is equal.
-- A whole branch that is equal comes back as one row.
create or replace function genesis.diff_leaves(
  p_old jsonb, p_new jsonb, p_old_pointer text default '', p_new_pointer text default ''
) returns table (new_pointer text, old_pointer text, same boolean)
language plpgsql immutable as $$
declare
  v_key text;
  v_value jsonb;
  v_index integer;
  v_old_index integer;
begin
  if p_old is not null and p_old = p_new then
    return query select p_new_pointer, p_old_pointer, true;
  elsif jsonb_typeof(p_new) = 'object' and p_new <> '{}' then
    for v_key, v_value in select * from jsonb_each(p_new) loop
      return query select * from genesis.diff_leaves(
        case when jsonb_typeof(p_old) = 'object' then p_old -> v_key end, v_value,
        p_old_pointer || '/' || replace(replace(v_key, '~', '~0'), '/', '~1'),
        p_new_pointer || '/' || replace(replace(v_key, '~', '~0'), '/', '~1'));
    end loop;
  elsif jsonb_typeof(p_new) = 'array' and p_new <> '[]' then
    for v_value, v_index in select value, ordinality - 1 from jsonb_array_elements(p_new) with ordinality loop
      v_old_index := null;
      if jsonb_typeof(p_old) = 'array' then
        if jsonb_typeof(v_value) = 'object' and v_value ? 'id' then
          select ordinality - 1 into v_old_index
          from jsonb_array_elements(p_old) with ordinality
          where value ->> 'id' = v_value ->> 'id' limit 1;
        elsif v_index < jsonb_array_length(p_old) then
          v_old_index := v_index;
        end if;
      end if;
      return query select * from genesis.diff_leaves(
        case when v_old_index is not null then p_old -> v_old_index end, v_value,
        p_old_pointer || '/' || coalesce(v_old_index::text, '-'), p_new_pointer || '/' || v_index);
    end loop;
  else
    return query select p_new_pointer, p_old_pointer, false;
  end if;
end
$$;
grant execute on function genesis.diff_leaves(jsonb, jsonb, text, text) to genesis_app, genesis_service;
