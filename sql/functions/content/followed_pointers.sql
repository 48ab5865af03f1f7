-- The pointers of a list, as they lead to the same things in a content that was made of another one: an item of
-- a list is found by its id, wherever it stands now. What is there no longer is left out.
create or replace function genesis.followed_pointers(p_pointers jsonb, p_before jsonb, p_after jsonb)
returns jsonb
language plpgsql immutable as $$
declare
  v_followed jsonb := '[]';
  v_pointer text;
  v_token text;
  v_new text;
  v_before jsonb;
  v_after jsonb;
  v_item jsonb;
begin
  for v_pointer in select jsonb_array_elements_text(p_pointers) loop
    v_before := p_before;
    v_after := p_after;
    v_new := '';
    foreach v_token in array genesis.pointer_path(v_pointer) loop
      v_item := v_before #> array[v_token];
      if jsonb_typeof(v_after) = 'array' and jsonb_typeof(v_item -> 'id') = 'string' then
        v_token := (select n - 1 from jsonb_array_elements(v_after) with ordinality as t (item, n)
          where item -> 'id' = v_item -> 'id' limit 1);
      end if;
      v_before := v_item;
      v_after := v_after #> array[v_token];
      v_new := v_new || '/' || replace(replace(v_token, '~', '~0'), '/', '~1');
      exit when v_after is null;
    end loop;
    if v_after is not null then
      v_followed := v_followed || to_jsonb(v_new);
    end if;
  end loop;
  return v_followed;
end
$$;
grant execute on function genesis.followed_pointers(jsonb, jsonb, jsonb) to genesis_app;
