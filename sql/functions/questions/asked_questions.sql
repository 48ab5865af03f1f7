-- The questions of a book, each once, where it was asked first, in the order of the stages:
-- [{question_id, stage, pointer, question, answer, status}]. What the writer answered is ANSWERED, or
-- LEFT_OPEN; what a later stage answers with (`proposed_answers`) is PROPOSED; the rest is OPEN. An
-- answer stands also where no content asks any more: its pointer is that of the stage's questions.
create or replace function genesis.asked_questions(s genesis_sessions) returns jsonb
language sql stable as $$
  with standing as materialized (
    select c.stage, genesis.stage_position(c.stage) as position, c.place,
      c.content -> 'open_questions' as questions, c.content -> 'proposed_answers' as answers
    from genesis.standing_contents(s.session_id) c
  ), answered as (
    select a ->> 'question_id' as id, a ->> 'stage' as stage, a ->> 'question' as question, a ->> 'answer' as answer,
      genesis.question_key(a ->> 'question') as key, n
    from jsonb_array_elements(s.answers) with ordinality as x (a, n)
  ), asked as (
    select distinct on (genesis.question_key(q ->> 'question')) q ->> 'id' as id, stage, position, place, n,
      '/open_questions/' || n - 1 as pointer, q ->> 'question' as question,
      genesis.question_key(q ->> 'question') as key
    from standing cross join lateral jsonb_array_elements(
      case when jsonb_typeof(questions) = 'array' then questions else '[]' end) with ordinality as x (q, n)
    where q ->> 'question' is not null
    order by genesis.question_key(q ->> 'question'), position, place, n
  ), known as (
    select a.id, a.stage, a.position, a.place, a.n, a.pointer, a.question, d.id is not null as is_decided, d.answer
    from asked a left join lateral (
      select * from answered d where d.id = a.id or d.key = a.key order by d.n desc limit 1) d on true
    union all
    select d.id, d.stage, genesis.stage_position(d.stage), 0, d.n, '/open_questions', d.question, true, d.answer
    from answered d where not exists (select from asked a where a.id = d.id or a.key = d.key)
  )
  select coalesce(to_jsonb(array_agg(jsonb_build_object('question_id', k.id, 'stage', k.stage, 'pointer', k.pointer,
      'question', k.question, 'answer', coalesce(k.answer, case when not k.is_decided then p.answer end),
      'status', case when k.answer is not null then 'ANSWERED' when k.is_decided then 'LEFT_OPEN'
        when p.answer is not null then 'PROPOSED' else 'OPEN' end)
    order by k.position, k.place, k.n)), '[]')
  from known k left join lateral (
    select a ->> 'answer' as answer
    from standing t cross join lateral jsonb_array_elements(
      case when jsonb_typeof(t.answers) = 'array' then t.answers else '[]' end) a
    where t.position > k.position and (a ->> 'question_id' = k.id
      or genesis.question_key(a ->> 'question_id') = genesis.question_key(k.question))
    order by t.position desc, t.place limit 1) p on true
$$;
grant execute on function genesis.asked_questions(genesis_sessions) to genesis_app, genesis_service;
