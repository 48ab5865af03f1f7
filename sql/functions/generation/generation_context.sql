-- What a generation is given: brief, questions and the writer's answers, everything accepted so far, the candidate it starts from,
-- the candidates that pieces are carried in from, and
-- the titles of earlier rounds and of the writer's newest other books' concepts, so that a new one does not repeat them.
create or replace function genesis.generation_context(s genesis_sessions, i command_inbox) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'session_id', s.session_id, 'title', s.title, 'language', s.language,
    'brief', genesis.brief_json(s.brief),
    'questions', genesis.asked_questions(s),
    'accepted', coalesce((
      select jsonb_object_agg(st.stage, genesis.accepted_content(st)) from genesis_stages st
      where st.session_id = s.session_id and st.accepted_candidate_id is not null
        and genesis.stage_position(st.stage) < genesis.stage_position(i.stage)), '{}'),
    'parent', (
      select jsonb_build_object('proposal_id', p.proposal_id, 'candidate_id', i.payload -> 'candidate_id',
        'content', genesis.candidate_of(p, (i.payload ->> 'candidate_id')::uuid) -> 'content')
      from genesis_proposals p
      where i.payload ? 'candidate_id' and p.session_id = s.session_id and p.stage = i.stage
        and p.proposal_id = (i.payload ->> 'proposal_id')::uuid),
    'sources', coalesce((
      select jsonb_object_agg(piece ->> 'candidate_id',
        genesis.candidate_of(p, (piece ->> 'candidate_id')::uuid) -> 'content')
      from jsonb_array_elements(i.payload -> 'use') piece
      cross join lateral genesis.piece_round(s.session_id, i.stage, (piece ->> 'proposal_id')::uuid) p), '{}'),
    'round_titles', coalesce((
      select jsonb_agg(c -> 'content' ->> 'title' order by p.round)
      from genesis_proposals p, jsonb_array_elements(genesis.candidates_of(p)) c
      where p.session_id = s.session_id and p.stage = i.stage), '[]'),
    'elsewhere_titles', coalesce((
      select jsonb_agg(c -> 'content' ->> 'title')
      from (
        select o.session_id from genesis_sessions o
        where i.stage = 'CONCEPT_SELECTION' and o.account_id = s.account_id and o.language = s.language
          and o.session_id <> s.session_id and o.deleted_at is null
        order by o.session_id desc limit 30) book
      join genesis_proposals p on p.session_id = book.session_id and p.stage = 'CONCEPT_SELECTION',
        jsonb_array_elements(genesis.candidates_of(p)) c), '[]'))
    || jsonb_build_object('placing', genesis.placed_sections(s, i), 'materials', genesis.own_material(s, i))
    || genesis.standing_wishes(s, i)
$$;
grant execute on function genesis.generation_context(genesis_sessions, command_inbox) to genesis_service;
