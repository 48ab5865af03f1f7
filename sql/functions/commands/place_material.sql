-- PLACE_MATERIAL: sections of a material become a round of kind `import` of that stage.
create or replace function genesis.place_material(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_missing jsonb := genesis.missing_materials(s.session_id, jsonb_build_array(p_payload -> 'material_id'),
    p_payload -> 'section_ids', '/payload/material_id');
begin
  if v_missing is not null then
    return v_missing;
  end if;
  return genesis.request_generation(s.account_id, s.session_id, 'PLACE_MATERIAL', p_payload, p_key, p_hash,
    'genesis.import.requested', p_payload ->> 'stage', s.version + 1, s.correlation_id, s.brief, '[]', s.log_hash);
end
$$;
grant execute on function genesis.place_material(genesis_sessions, jsonb, text, text) to genesis_app, genesis_service;
