-- The pointers of a list that point to nothing in p_content, as contract issues; '[]' where all do.
-- p_list: the list's name in the payload.
create or replace function genesis.missing_locks(
  p_locked jsonb, p_content jsonb, p_list text default 'locked'
) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'path', '/payload/' || p_list || '/' || (n - 1),
      'message', 'points to nothing in this candidate')), '[]')
  from jsonb_array_elements_text(p_locked) with ordinality as t (pointer, n)
  where p_content #> genesis.pointer_path(pointer) is null
$$;
grant execute on function genesis.missing_locks(jsonb, jsonb, text) to genesis_app, genesis_service;
