-- What of a novel follows from five accepted contents (accepted_in); where each field is from, with its
-- pointer under the part of the novel it went to.
create or replace function genesis.novel_content(s genesis_sessions, p_accepted jsonb) returns jsonb
language sql stable as $$
  with st as (
    select key as stage, (value ->> 'proposal_id')::uuid as accepted_proposal_id,
      (value ->> 'candidate_id')::uuid as accepted_candidate_id
    from jsonb_each(p_accepted)
  ), parts as (
    select st.stage, c.candidate -> 'content' as content, c.candidate,
      case st.stage when 'CONCEPT_SELECTION' then 'concept' when 'STORY_CONCEPTION' then 'story'
        when 'WORLDVIEW' then 'world' when 'CHARACTERS' then 'characters' else 'outline' end as part
    from st
    join genesis_proposals p on p.proposal_id = st.accepted_proposal_id
    cross join lateral (
      select genesis.candidate_of(p, st.accepted_candidate_id) as candidate offset 0) c
    where p.session_id = s.session_id
  ), contents as (
    select jsonb_object_agg(part, content) as c from parts
  )
  select c || jsonb_build_object(
    'form', c -> 'story' -> 'form',
    'blurb', c -> 'concept' -> 'logline',
    'tags', c -> 'concept' -> 'genres',
    'questions', q.questions,
    'open_questions', coalesce((
      select to_jsonb(array_agg(jsonb_build_object('id', one -> 'question_id', 'question', one -> 'question')
        order by n))
      from jsonb_array_elements(q.questions) with ordinality as x (one, n) where one ->> 'status' = 'OPEN'), '[]'),
    'series', null,
    'brief', genesis.brief_json(s.brief),
    'field_origins', coalesce((
      select jsonb_object_agg('/' || part || o.pointer, o.origin)
      from parts, genesis.field_origins(parts.candidate) o), '{}'),
    'usage', jsonb_build_object('input_tokens', s.input_tokens, 'output_tokens', s.output_tokens,
      'cost_usd', s.cost_usd))
  from contents, (select genesis.asked_questions(s) as questions offset 0) q
$$;
grant execute on function genesis.novel_content(genesis_sessions, jsonb) to genesis_app;
