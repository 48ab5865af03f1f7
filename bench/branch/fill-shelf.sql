-- Many books of one account, each with a story of some 20 KB and a title.
-- $1: the account, $2: how many.
select count(*) filter (where renamed ->> 'outcome' = 'ACCEPTED')::int as made
from (
  select n, (genesis.create_session($1::uuid, '', 'en', null, null) #>> '{state,session_id}')::uuid as session_id
  from generate_series(1, $2::int) n offset 0
) book, lateral (
  select genesis.accept_command($1::uuid, session_id, 'SAVE_CANDIDATE', jsonb_build_object(
    'stage', 'STORY_CONCEPTION', 'content', jsonb_build_object('title', 'story ' || n, 'facts', (
      select jsonb_agg(jsonb_build_object('label', 'fact ' || k, 'text', repeat(md5((n * k)::text) || ' ', 12)))
      from generate_series(1, 50) k))), null, null, null) as saved
) s, lateral (
  select genesis.accept_command($1::uuid, session_id, 'RENAME_SESSION',
    jsonb_build_object('title', 'name ' || n, 'of', saved -> 'outcome') - 'of', null, null, null) as renamed
) r
