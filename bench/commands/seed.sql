-- A store that has been used: sessions of ten events each, their outbox rows pruned, three ended
-- commands with their tasks. $1: how many sessions.
with account as (
  insert into accounts (account_id) values (gen_random_uuid()) returning account_id
), session as (
  insert into genesis_sessions (account_id, language, version, brief)
  select account_id, 'en', 10, '{"door": "idea", "idea": "x"}' from account, generate_series(1, $1::int)
  returning session_id, account_id
), stage as (
  insert into genesis_stages (session_id, stage, account_id)
  select session_id, stage, account_id from session, unnest(array['CONCEPT_SELECTION',
    'STORY_CONCEPTION', 'WORLDVIEW', 'CHARACTERS', 'PLOT_OUTLINE']) stage
), command as (
  insert into command_inbox (session_id, account_id, command_type, payload, status, is_background,
    stage, version, received_at, finished_at)
  select session_id, account_id, 'SUBMIT_IDEA', '{"idea": "x"}', 'COMPLETED', true, 'CONCEPT_SELECTION',
    n, now(), now() from session, generate_series(2, 8, 3) n
  returning command_id, session_id, account_id
), task as (
  insert into async_tasks (command_id, session_id, account_id, stage, status, progress)
  select command_id, session_id, account_id, 'CONCEPT_SELECTION', 'COMPLETED', 100 from command
)
insert into domain_events (session_id, account_id, version, event_type, payload)
select session_id, account_id, version, 'genesis.idea.submitted',
  jsonb_build_object('stage', 'CONCEPT_SELECTION', 'command_type', 'SUBMIT_IDEA',
    'payload', jsonb_build_object('idea', repeat('a light over the sea ', 4)))
from session, generate_series(1, 10) version
