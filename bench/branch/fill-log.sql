-- Commands of a session that store no text: they name it and note something.
-- $1: the account, $2: the session, $3: how many.
select count(*) filter (where outcome ->> 'outcome' = 'ACCEPTED')::int as accepted
from generate_series(1, $3::int) n, lateral (
  select case when n % 2 = 0
    then genesis.accept_command($1::uuid, $2::uuid, 'RENAME_SESSION', jsonb_build_object('title', 'name ' || n),
      null, null, null)
    else genesis.accept_command($1::uuid, $2::uuid, 'UPDATE_BRIEF', jsonb_build_object('notes', 'note ' || n),
      null, null, null) end as outcome) x
