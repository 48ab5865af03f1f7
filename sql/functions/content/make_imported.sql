-- A candidate of a round of kind `import` as it is stored: what p_placed points to are the writer's words
-- (origin `import`), the rest was filled around them and is of p_filled_by, or of nobody.
create or replace function genesis.make_imported(
  p_content jsonb, p_placed jsonb, p_filled_by text, p_proposal uuid
) returns jsonb
language sql volatile as $$
  select jsonb_build_object('candidate_id', uuidv7(), 'content', p_content,
      'root', jsonb_build_object('kind', coalesce(p_filled_by, 'import'), 'proposal_id', p_proposal))
    || case when p_filled_by is not null and jsonb_array_length(p_placed) > 0
      then jsonb_build_object('inherited', jsonb_build_array(jsonb_build_object(
        'kind', 'import', 'proposal_id', p_proposal, 'fields', genesis.pack_pointers(
          (select array_agg(pointer) from jsonb_array_elements_text(p_placed) pointer)))))
      else '{}' end
$$;
grant execute on function genesis.make_imported(jsonb, jsonb, text, uuid) to genesis_app, genesis_service;
