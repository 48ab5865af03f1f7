-- A stored candidate as the wire has it.
create or replace function genesis.candidate_json(p_candidate jsonb) returns jsonb
language sql immutable as $$
  select case when p_candidate ? 'field_origins' then '{"receipts": []}' || p_candidate else jsonb_build_object(
    'candidate_id', p_candidate -> 'candidate_id',
    'content', p_candidate -> 'content',
    'receipts', coalesce(p_candidate -> 'receipts', '[]'),
    'changed', coalesce((
      select jsonb_agg(pointer order by pointer collate "C")
      from genesis.unpack_pointers(p_candidate -> 'changed') pointer), '[]'),
    'field_origins', coalesce((
      select jsonb_object_agg(o.pointer, o.origin) from genesis.field_origins(p_candidate) o), '{}')) end
$$;
grant execute on function genesis.candidate_json(jsonb) to genesis_app, genesis_service;
