-- SUBMIT_IDEA's materials are part of the idea from then on. The outcome where the session has no such
-- one, else null.
create or replace function genesis.take_as_idea(p_session uuid, p_materials jsonb) returns jsonb
language plpgsql as $$
declare
  v_missing jsonb := genesis.missing_materials(p_session, p_materials, null, '/payload/material_ids');
begin
  if v_missing is null then
    update materials set is_of_idea = true
      where session_id = p_session and material_id in (select id::uuid from jsonb_array_elements_text(p_materials) id);
  end if;
  return v_missing;
end
$$;
grant execute on function genesis.take_as_idea(uuid, jsonb) to genesis_app, genesis_service;
