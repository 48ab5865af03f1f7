-- The statuses of async_tasks go forward along these edges only.
create or replace trigger enforce_transition before update of status on async_tasks
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "PENDING": ["RUNNING", "FAILED", "CANCELLED"],
    "RUNNING": ["COMPLETED", "FAILED", "CANCELLED"],
    "COMPLETED": [],
    "FAILED": [],
    "CANCELLED": []
  }');
