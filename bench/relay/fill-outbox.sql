-- $1 new sessions with $2 events each, in turn, whose outbox rows have the status $3.
with account as (
  insert into accounts default values returning account_id
), session as (
  insert into genesis_sessions (account_id, language, version)
  select account_id, 'en', $2::int from account, generate_series(1, $1::int)
  returning session_id, account_id
), event as (
  insert into domain_events
    (session_id, account_id, version, event_type, payload, payload_version, command_id, correlation_id)
  select session_id, account_id, version, 'genesis.idea.submitted',
    jsonb_build_object('stage', 'CONCEPT_SELECTION', 'command_type', 'SUBMIT_IDEA', 'payload',
      jsonb_build_object('idea', 'A lighthouse keeper finds that the light has been calling something in.')),
    genesis.payload_version('genesis.idea.submitted'),
    uuidv7(), uuidv7()
  from generate_series(1, $2::int) version, session order by version, session_id
  returning event_id, session_id, account_id, version
)
insert into event_outbox (event_id, session_id, account_id, version, status, sent_at)
select event_id, session_id, account_id, version, $3::text, case $3::text when 'SENT' then now() end
from event order by version, session_id
