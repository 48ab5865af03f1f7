-- Generated from shared-types/statuses.ts by `npm run generate`. Do not edit.
create or replace trigger enforce_transition before update of status on genesis_sessions
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{"ACTIVE":["COMPLETED","ABANDONED"],"COMPLETED":["ACTIVE","ABANDONED"],"ABANDONED":["ACTIVE","COMPLETED"]}');
create or replace trigger enforce_transition before update of status on command_inbox
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{"RECEIVED":["PROCESSING","COMPLETED","FAILED","CANCELLED"],"PROCESSING":["COMPLETED","FAILED","CANCELLED"],"COMPLETED":[],"FAILED":[],"CANCELLED":[]}');
create or replace trigger enforce_transition before update of status on async_tasks
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{"PENDING":["RUNNING","FAILED","CANCELLED"],"RUNNING":["COMPLETED","FAILED","CANCELLED"],"COMPLETED":[],"FAILED":[],"CANCELLED":[]}');
create or replace trigger enforce_transition before update of status on event_outbox
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{"PENDING":["SENT","FAILED"],"SENT":[],"FAILED":["PENDING"]}');
create or replace trigger enforce_transition before update of status on flow_resume_handles
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{"WAITING":["RESUMED","EXPIRED"],"PENDING_PAUSE":["PAUSED","RESUMED","EXPIRED"],"PAUSED":["RESUMED","EXPIRED"],"RESUMED":["EXPIRED"],"EXPIRED":[]}');
