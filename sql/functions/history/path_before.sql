-- Where what stands at a path of p_new stood in p_old: members of an object by name, items of a list by
-- their id where they have one, else by place (as pair_children pairs them). Null where it was not there.
create or replace function genesis.path_before(p_old jsonb, p_new jsonb, p_path text[]) returns text[]
language plpgsql immutable as $$
declare
  v_old jsonb := p_old;
  v_new jsonb := p_new;
  v_path text[] := '{}';
  v_token text;
begin
  foreach v_token in array p_path loop
    if jsonb_typeof(v_new) = 'array' then
      v_new := v_new -> v_token::integer;
      if jsonb_typeof(v_new) = 'object' and v_new ? 'id' then
        select n - 1 into v_token
          from jsonb_array_elements(case when jsonb_typeof(v_old) = 'array' then v_old else '[]' end)
            with ordinality as o (value, n)
          where o.value ->> 'id' = v_new ->> 'id' order by n limit 1;
      end if;
      v_old := case when jsonb_typeof(v_old) = 'array' then v_old -> v_token::integer end;
    else
      v_new := v_new -> v_token;
      v_old := case when jsonb_typeof(v_old) = 'object' then v_old -> v_token end;
    end if;
    if v_old is null then
      return null;
    end if;
    v_path := v_path || v_token;
  end loop;
  return v_path;
end
$$;
grant execute on function genesis.path_before(jsonb, jsonb, text[]) to genesis_app;
