-- The writer's corrections of a material's map, [{section_id, goes_to}]: {outcome: MAPPED, material},
-- {outcome: NOT_FOUND}, or {outcome: VALIDATION_FAILED, issues} for a section that it does not have.
create or replace function genesis.map_material(p_account uuid, p_session uuid, p_material uuid, p_sections jsonb)
returns jsonb
language plpgsql as $$
declare
  m materials;
  v_unknown integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select mat.* into m from materials mat join genesis_sessions s using (session_id)
    where mat.material_id = p_material and mat.session_id = p_session and mat.account_id = p_account
    for update of mat;
  if not found then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  select min(n) into v_unknown from jsonb_array_elements(p_sections) with ordinality as t (one, n)
    where one -> 'section_id' not in (select part -> 'section_id' from jsonb_array_elements(m.sections) part);
  if v_unknown is not null then
    return genesis.invalid('/sections/' || v_unknown - 1 || '/section_id', 'this material has no such section');
  end if;
  update materials mat set sections = (
      select jsonb_agg(case when said.goes_to is null then part else part || jsonb_build_object('goes_to', said.goes_to) end order by n)
      from jsonb_array_elements(mat.sections) with ordinality as t (part, n)
        left join (select distinct on (one -> 'section_id') one -> 'section_id' as section_id, one -> 'goes_to' as goes_to
          from jsonb_array_elements(p_sections) with ordinality as x (one, place)
          order by one -> 'section_id', place desc) said on said.section_id = part -> 'section_id')
    where mat.material_id = p_material returning * into m;
  return jsonb_build_object('outcome', 'MAPPED', 'material', genesis.material_map(m));
end
$$;
grant execute on function genesis.map_material(uuid, uuid, uuid, jsonb) to genesis_app;
