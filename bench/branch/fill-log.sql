-- One session with a long log: every tenth event saves a whole content, the others choose and note.
-- $1: the account, $2: the session, $3: how many commands.
select count(*) filter (where outcome ->> 'outcome' = 'ACCEPTED')::int as accepted
from generate_series(1, $3::int) n, lateral (
  select case
    when n % 10 = 1 then genesis.accept_command($1::uuid, $2::uuid, 'SAVE_CANDIDATE', jsonb_build_object(
      'stage', 'STORY_CONCEPTION', 'content', jsonb_build_object('title', 'round ' || n,
        'premise', repeat(md5(n::text), 60), 'facts', jsonb_build_array(jsonb_build_object('label', 'who',
          'text', repeat(md5((n + 1)::text), 20))))), null, null, null)
    when n % 2 = 0 then genesis.accept_command($1::uuid, $2::uuid, 'RENAME_SESSION',
      jsonb_build_object('title', 'name ' || n), null, null, null)
    else genesis.accept_command($1::uuid, $2::uuid, 'UPDATE_BRIEF',
      jsonb_build_object('notes', 'note ' || n), null, null, null) end as outcome) x
