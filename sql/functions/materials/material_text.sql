-- A piece of a material's text as it was written, from a code point on: {text, next}, `next` where the
-- following piece begins, null at the end; or null where there is no such material. With p_section_id
-- the piece is of that section, and p_after counts from its beginning.
create or replace function genesis.material_text(
  p_account uuid, p_session uuid, p_material uuid, p_section_id text, p_after integer, p_chars integer
) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return (
    select jsonb_build_object(
      'text', substr(m.content, coalesce((part ->> 'at')::integer, 0) + p_after + 1,
        greatest(0, least(p_chars, coalesce((part ->> 'chars')::integer, m.chars) - p_after))),
      'next', case when p_after + p_chars < coalesce((part ->> 'chars')::integer, m.chars) then p_after + p_chars end)
    from materials m
      join genesis_sessions s using (session_id)
      left join lateral jsonb_array_elements(m.sections) part on part ->> 'section_id' = p_section_id
    where m.material_id = p_material and m.session_id = p_session and m.account_id = p_account
      and (p_section_id is null or part is not null));
end
$$;
grant execute on function genesis.material_text(uuid, uuid, uuid, text, integer, integer) to genesis_app;
