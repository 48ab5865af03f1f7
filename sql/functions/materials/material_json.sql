-- A material as its list has it; the map of its sections comes with it alone (material_map).
create or replace function genesis.material_json(m materials) returns jsonb
language sql stable as $$
  select jsonb_build_object('material_id', m.material_id, 'name', m.name, 'kind', m.kind, 'chars', m.chars,
    'encoding', m.encoding, 'left_out', m.left_out, 'created_at', genesis.iso(m.created_at))
$$;
grant execute on function genesis.material_json(materials) to genesis_app;
