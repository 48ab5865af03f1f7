-- What a service keeps beside its sessions, $1 of each: an audit record of the last year, deleted sessions
-- and accounts that can still be had back, deliveries that were settled lately or are dead letters of
-- the last weeks, webhooks that ended, published rows of the outbox, sign-ins, guesses. For a superuser.
with number as (
  select n, uuidv7(-interval '200 days' + n * interval '1 second') as half_a_year_ago
  from generate_series(1, $1::int) n
), account as (
  insert into accounts (deleted_at) select now() - interval '5 days' from number returning account_id
), owner as (
  select account_id, row_number() over () as n from account
), session as (
  insert into genesis_sessions (account_id, language, deleted_at)
  select account_id, 'en', now() - interval '5 days' from owner returning session_id, account_id
), entry as (
  insert into audit_log (audit_id, at, account_id, actor, action)
  select half_a_year_ago, now() - interval '200 days', account_id, 'writer', 'session.deleted'
  from number join owner using (n)
), refusal as (
  insert into audit_log (audit_id, at, actor, action)
  select uuidv7(-interval '1 day'), now() - interval '1 day', 'writer', 'refused.credential' from number
), hook as (
  insert into webhooks (webhook_id, account_id, url, encrypted_secret, endpoint_rule, ended_at)
  select uuidv7(), account_id, 'https://hook.example', '', 'any', now() - interval '1 day' from owner
  returning webhook_id, account_id
), delivery as (
  insert into webhook_deliveries (webhook_id, account_id, session_id, event_id, status, settled_at)
  select webhook_id, account_id, uuidv7(), uuidv7(), status, now() - age
  from hook, (values ('SENT', interval '1 hour'), ('FAILED', interval '5 days')) settled (status, age)
), published as (
  insert into event_outbox (event_id, session_id, account_id, version, status, sent_at)
  select uuidv7(-interval '1 hour'), session_id, account_id, 1, 'SENT', now() - interval '1 hour' from session
), browser as (
  insert into sign_ins (account_id, expires_at) select account_id, now() + interval '30 days' from owner
), merge as (
  insert into account_merges (account_id, into_account_id, merged_at)
  select o.account_id, other.account_id, now() - interval '50 days'
  from owner o join owner other on other.n = o.n % $1::int + 1
)
insert into wrong_guesses (guessed_by, address, guessed_at)
select account_id, '192.0.2.' || n % 250, now() - interval '1 hour' from owner
