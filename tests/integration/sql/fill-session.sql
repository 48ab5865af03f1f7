-- A row of a session in each table that its commands leave empty. $1: the account, $2: the session.
with handle as (
  insert into flow_resume_handles (correlation_id, session_id, account_id, status)
  values (gen_random_uuid(), $2, $1, 'RESUMED')
), partial as (
  insert into generation_partials (command_id, candidate_index, session_id, account_id, attempt, text)
  values (gen_random_uuid(), 0, $2, $1, 1, 'text')
), window_of_it as (
  insert into session_windows (account_id, session_id, window_id, is_editing)
  values ($1, $2, gen_random_uuid(), false)
), novel as (
  insert into novels (session_id, account_id, title, language, content) values ($2, $1, 't', 'en', '{}')
), material as (
  insert into materials (session_id, account_id, name, kind, encoding, chars, content, sections, left_out, original, bytes)
  values ($2, $1, 'n', 'text', 'utf-8', 1, 't', '[]', '[]', 't', 3)
), call as (
  insert into model_calls (call_id, session_id, account_id, command_id, stage, outcome, counted_usd)
  values (gen_random_uuid(), $2, $1, gen_random_uuid(), 'WORLDVIEW', 'FAILED', 0)
), size as (
  insert into session_sizes (session_id, is_behind) values ($2, false)
), replay as (
  insert into session_replays (session_id, account_id, source_session_id, model, status, at_version, until_version,
    generations_total)
  values ($2, $1, gen_random_uuid(), 'm', 'DONE', 1, 1, 0)
), hook as (
  insert into webhooks (webhook_id, account_id, url, encrypted_secret, endpoint_rule)
  values (gen_random_uuid(), $1, 'https://hook.example', '', 'any') returning webhook_id
)
insert into webhook_deliveries (webhook_id, account_id, session_id, event_id)
select hook.webhook_id, $1, session_id, event_id from hook, domain_events where session_id = $2;
