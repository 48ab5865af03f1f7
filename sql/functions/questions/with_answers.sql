-- A session's answers with newer ones, which take the place of those to the same questions.
create or replace function genesis.with_answers(p_answers jsonb, p_newer jsonb) returns jsonb
language sql immutable as $$
  select coalesce((
    select to_jsonb(array_agg(a order by n))
    from jsonb_array_elements(p_answers) with ordinality as x (a, n)
    where not exists (
      select from jsonb_array_elements(p_newer) b where b -> 'question_id' = a -> 'question_id')), '[]') || p_newer
$$;
grant execute on function genesis.with_answers(jsonb, jsonb) to genesis_app, genesis_service;
