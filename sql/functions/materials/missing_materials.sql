-- The outcome where a command names a material, or a section of one, that its session does not have; null
-- where all are there. A session that repeats another may name the other's: their text is in one place.
-- p_materials and p_sections are JSON arrays or null.
create or replace function genesis.missing_materials(p_session uuid, p_materials jsonb, p_sections jsonb, p_path text)
returns jsonb
language sql stable as $$
  select coalesce((
      select genesis.invalid(p_path, 'this session has no such material')
      from jsonb_array_elements_text(p_materials) id
      where not exists (select from materials m
        where m.session_id in (p_session, genesis.replayed_session(p_session)) and m.material_id = id::uuid) limit 1), (
      select genesis.invalid('/payload/section_ids', 'this material has no such section')
      -- The map is unpacked once, and not once a section that is named.
      from (select one from jsonb_array_elements(p_sections) one
        except select part -> 'section_id' from materials m, jsonb_array_elements(m.sections) part
          where m.session_id in (p_session, genesis.replayed_session(p_session)) and m.material_id = (p_materials ->> 0)::uuid) missing limit 1))
$$;
grant execute on function genesis.missing_materials(uuid, jsonb, jsonb, text) to genesis_app, genesis_service;
