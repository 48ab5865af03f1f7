-- The statuses of event_outbox go forward along these edges only.
create or replace trigger enforce_transition before update of status on event_outbox
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "PENDING": ["SENT", "FAILED"],
    "SENT": [],
    "FAILED": ["PENDING"]
  }');
