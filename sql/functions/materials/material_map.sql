-- A material with the map of its sections, as the contract has it.
create or replace function genesis.material_map(m materials) returns jsonb
language sql stable as $$
  select genesis.material_json(m) || jsonb_build_object('sections', m.sections)
$$;
grant execute on function genesis.material_map(materials) to genesis_app;
