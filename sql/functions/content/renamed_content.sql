-- A content with a name changed in every text of it; ids stay.
create or replace function genesis.renamed_content(p_content jsonb, p_from text, p_to text) returns jsonb
language plpgsql immutable as $$
begin
  case jsonb_typeof(p_content)
    when 'object' then
      return coalesce((
        select jsonb_object_agg(key, case when key = 'id' then value
          else genesis.renamed_content(value, p_from, p_to) end)
        from jsonb_each(p_content)), '{}');
    when 'array' then
      return coalesce((
        select to_jsonb(array_agg(genesis.renamed_content(value, p_from, p_to) order by n))
        from jsonb_array_elements(p_content) with ordinality as x (value, n)), '[]');
    when 'string' then
      return to_jsonb(regexp_replace(p_content #>> '{}', genesis.name_pattern(p_from),
        replace(p_to, '\', '\\'), 'g'));
    else
      return p_content;
  end case;
end
$$;
grant execute on function genesis.renamed_content(jsonb, text, text) to genesis_app, genesis_service;
