-- ANSWER_QUESTIONS: the writer's standing decisions; null leaves a question open on purpose.
create or replace function genesis.answer_questions(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_asked jsonb := genesis.asked_questions(s);
  v_issues jsonb;
  v_answers jsonb;
  v_command command_inbox;
begin
  select jsonb_agg(jsonb_build_object('path', format('/payload/answers/%s/question_id', n - 1),
      'message', 'this session has no such question') order by n)
    into v_issues
    from jsonb_array_elements(p_payload -> 'answers') with ordinality as x (a, n)
    where not exists (select from jsonb_array_elements(v_asked) q where q -> 'question_id' = a -> 'question_id');
  if v_issues is not null then
    return jsonb_build_object('outcome', 'VALIDATION_FAILED', 'issues', v_issues);
  end if;
  -- The last answer to a question counts.
  select to_jsonb(array_agg(jsonb_build_object('question_id', q -> 'question_id', 'stage', q -> 'stage',
      'question', q -> 'question', 'answer', a -> 'answer') order by n))
    into v_answers
    from (
      select distinct on (a ->> 'question_id') a, n
      from jsonb_array_elements(p_payload -> 'answers') with ordinality as x (a, n)
      order by a ->> 'question_id', n desc) given
    join jsonb_array_elements(v_asked) q on q -> 'question_id' = a -> 'question_id';
  update genesis_sessions
    set version = version + 1, updated_at = now(), answers = genesis.with_answers(answers, v_answers)
    where session_id = s.session_id returning * into strict s;
  v_command := genesis.insert_command(s, 'ANSWER_QUESTIONS', p_payload, false, s.current_stage, s.version, null,
    '{}', p_key, p_hash);
  perform genesis.append_event(s.session_id, s.account_id, s.version, 'genesis.questions.answered',
    jsonb_build_object('answers', v_answers), v_command.command_id, null);
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.answer_questions(genesis_sessions, jsonb, text, text) to genesis_app;
