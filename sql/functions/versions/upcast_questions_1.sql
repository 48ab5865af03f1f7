-- Open questions of version 1, which were texts, as items with an id. The id follows from the words:
-- it is the same at each reading, and one question has one id wherever it was asked.
create or replace function genesis.upcast_questions_1(p_questions jsonb) returns jsonb
language sql immutable as $$
  select coalesce(to_jsonb(array_agg(
    jsonb_build_object('id', left(md5(question), 12), 'question', question) order by n)), '[]')
  from (
    select distinct on (question) question, n
    from jsonb_array_elements_text(p_questions) with ordinality as x (question, n)
    order by question, n) q
$$;
grant execute on function genesis.upcast_questions_1(jsonb) to genesis_app, genesis_service;
