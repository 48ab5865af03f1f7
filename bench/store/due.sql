-- One of each thing that a sweep is to take now. $1: an account, $2: its only session.
with deleted as (
  update genesis_sessions set deleted_at = now() - interval '40 days' where session_id = $2::uuid
), gone as (
  update accounts set deleted_at = now() - interval '40 days' where account_id = $1::uuid
), entry as (
  insert into audit_log (audit_id, at, actor, action)
  select uuidv7(-interval '400 days'), now() - interval '400 days', 'service', action
  from unnest(array['session.deleted', 'refused.credential']) action
), hook as (
  insert into webhooks (webhook_id, account_id, url, encrypted_secret, endpoint_rule, ended_at)
  values (uuidv7(), $1::uuid, 'https://hook.example', '', 'any', now() - interval '40 days')
  returning webhook_id
), delivery as (
  insert into webhook_deliveries (webhook_id, account_id, session_id, event_id, status, settled_at)
  select webhook_id, $1::uuid, $2::uuid, uuidv7(), status, now() - interval '40 days'
  from hook, unnest(array['SENT', 'FAILED']) status
), published as (
  insert into event_outbox (event_id, session_id, account_id, version, status, sent_at)
  values (uuidv7(-interval '2 days'), $2::uuid, $1::uuid, 1, 'SENT', now() - interval '2 days')
)
update command_inbox set command_id = uuidv7(-interval '500 days'), finished_at = now() - interval '500 days'
where session_id = $2::uuid and status = 'CANCELLED'
