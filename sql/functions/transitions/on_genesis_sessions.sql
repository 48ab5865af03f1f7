-- The statuses of genesis_sessions go forward along these edges only.
create or replace trigger enforce_transition before update of status on genesis_sessions
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "ACTIVE": ["COMPLETED", "ABANDONED"],
    "COMPLETED": ["ACTIVE", "ABANDONED"],
    "ABANDONED": ["ACTIVE", "COMPLETED"]
  }');
