-- The sessions of 0.1.0.sql with whole contents, as 0.1.0 wrote them: setting `test.contents` has one
-- a stage. Each keeps its own title. A faction of the cast is locked, whose pointer has another name now.
create function pg_temp.whole(p_stage text, p_content jsonb) returns jsonb language sql as $$
  select current_setting('test.contents')::jsonb -> p_stage
    || jsonb_build_object('title', p_content -> 'title')
$$;
create function pg_temp.whole_candidates(p_stage text, p_candidates jsonb) returns jsonb language sql as $$
  select jsonb_agg(c || jsonb_build_object('content', pg_temp.whole(p_stage, c -> 'content'),
    'field_origins', c -> 'field_origins'
      || case when p_stage = 'CHARACTERS' then jsonb_build_object('/characters/0/faction_id',
        jsonb_build_object('kind', 'user', 'proposal_id', '01a20efa-c982-7a02-86ea-e3df99177ab2')) else '{}' end)
    order by n)
  from jsonb_array_elements(p_candidates) with ordinality as x (c, n)
$$;
update genesis_proposals set candidates = pg_temp.whole_candidates(stage, candidates);
update genesis_stages set accepted_content = pg_temp.whole(stage, accepted_content)
  where accepted_content is not null;
update domain_events set payload = jsonb_set(payload, '{proposal,candidates}',
    pg_temp.whole_candidates(payload #>> '{proposal,stage}', payload #> '{proposal,candidates}'))
  where payload -> 'proposal' ? 'candidates';
update domain_events set payload = replace(payload::text, '["/title"]', '["/characters/0/faction_id"]')::jsonb
  where payload ->> 'stage' = 'CHARACTERS';
update genesis_stages set working_locked = '["/characters/0/faction_id"]'
  where stage = 'CHARACTERS' and working_locked = '["/title"]';
update novels set content = content || jsonb_build_object(
  'concept', pg_temp.whole('CONCEPT_SELECTION', content -> 'concept'),
  'story', pg_temp.whole('STORY_CONCEPTION', content -> 'story'),
  'form', current_setting('test.contents')::jsonb #> '{STORY_CONCEPTION,form}',
  'world', pg_temp.whole('WORLDVIEW', content -> 'world'),
  'characters', pg_temp.whole('CHARACTERS', content -> 'characters'),
  'outline', pg_temp.whole('PLOT_OUTLINE', content -> 'outline'),
  'tags', '["Literary"]'::jsonb,
  'open_questions', current_setting('test.contents')::jsonb #> '{CONCEPT_SELECTION,open_questions}',
  'field_origins', '{"/characters/characters/0/faction_id": {"kind": "user", "proposal_id": "01a20efa-c982-7a02-86ea-e3df99177ab2"}}'::jsonb);
