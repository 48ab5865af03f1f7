-- A stored candidate as the wire has it. Of a round that was written anew, nothing changed and all is from
-- one place: most events that a reader is sent tell of such a one, and it is made without a query.
create or replace function genesis.candidate_json(p_candidate jsonb) returns jsonb
language plpgsql immutable as $$
declare
  v_changed jsonb := '[]';
  v_origins jsonb := '{}';
begin
  if p_candidate ? 'field_origins' then
    return '{"receipts": []}' || p_candidate;
  elsif p_candidate ?| array['own', 'changed', 'inherited'] then
    v_changed := coalesce((
      select jsonb_agg(pointer order by pointer collate "C")
      from genesis.unpack_pointers(p_candidate -> 'changed') pointer), '[]');
    v_origins := coalesce((
      select jsonb_object_agg(o.pointer, o.origin) from genesis.field_origins(p_candidate) o), '{}');
  elsif p_candidate ? 'root' then
    v_origins := jsonb_build_object('', p_candidate -> 'root');
  end if;
  return jsonb_build_object(
    'candidate_id', p_candidate -> 'candidate_id',
    'content', p_candidate -> 'content',
    'receipts', coalesce(p_candidate -> 'receipts', '[]'),
    'changed', v_changed,
    'field_origins', v_origins);
end
$$;
grant execute on function genesis.candidate_json(jsonb) to genesis_app, genesis_service;
