-- The open questions of a novel of version 1 as its `questions`: nobody could answer one then.
create or replace function genesis.upcast_asked_1(p_questions jsonb) returns jsonb
language sql immutable as $$
  select coalesce(to_jsonb(array_agg(jsonb_build_object('question_id', q -> 'id', 'stage', 'CONCEPT_SELECTION',
    'pointer', '/open_questions', 'question', q -> 'question', 'answer', null, 'status', 'OPEN') order by n)), '[]')
  from jsonb_array_elements(genesis.upcast_questions_1(p_questions)) with ordinality as x (q, n)
$$;
grant execute on function genesis.upcast_asked_1(jsonb) to genesis_app;
