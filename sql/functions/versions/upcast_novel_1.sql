-- A novel's content of version 1 in the form of version 2. Its brief is its session's.
create or replace function genesis.upcast_novel_1(n novels) returns jsonb
language sql stable as $$
  select n.content
    || jsonb_build_object(
      'concept', genesis.upcast_content_1('CONCEPT_SELECTION', n.content -> 'concept'),
      'story', s.story,
      'form', s.story -> 'form',
      'world', genesis.upcast_content_1('WORLDVIEW', n.content -> 'world'),
      'characters', genesis.upcast_content_1('CHARACTERS', n.content -> 'characters'),
      'outline', genesis.upcast_content_1('PLOT_OUTLINE', n.content -> 'outline'),
      'open_questions', genesis.upcast_questions_1(n.content -> 'open_questions'),
      'field_origins', replace((n.content -> 'field_origins')::text, '/faction_id"', '/faction_ids"')::jsonb,
      'brief', (select genesis.brief_json(o.brief) from genesis_sessions o where o.session_id = n.session_id),
      'questions', genesis.upcast_asked_1(n.content -> 'open_questions'), 'series', null)
  from (select genesis.upcast_content_1('STORY_CONCEPTION', n.content -> 'story') as story) s
$$;
grant execute on function genesis.upcast_novel_1(novels) to genesis_app;
