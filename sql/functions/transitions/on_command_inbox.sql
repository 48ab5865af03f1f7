-- The statuses of command_inbox go forward along these edges only.
create or replace trigger enforce_transition before update of status on command_inbox
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "RECEIVED": ["PROCESSING", "COMPLETED", "FAILED", "CANCELLED"],
    "PROCESSING": ["COMPLETED", "FAILED", "CANCELLED"],
    "COMPLETED": [],
    "FAILED": [],
    "CANCELLED": []
  }');
