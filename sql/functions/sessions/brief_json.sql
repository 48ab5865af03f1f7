-- The brief with every field, null where the writer gave none.
create or replace function genesis.brief_json(p_brief jsonb) returns jsonb
language sql immutable as $$
  select '{"door": null, "genre": null, "hints": null, "idea": null, "notes": null, "constraints": []}' || p_brief
$$;
grant execute on function genesis.brief_json(jsonb) to genesis_app, genesis_service;
