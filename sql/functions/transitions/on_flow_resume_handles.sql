-- The statuses of flow_resume_handles go forward along these edges only.
create or replace trigger enforce_transition before update of status on flow_resume_handles
  for each row when (old.status is distinct from new.status)
  execute function genesis.enforce_transition('{
    "WAITING": ["RESUMED", "EXPIRED"],
    "PENDING_PAUSE": ["PAUSED", "RESUMED", "EXPIRED"],
    "PAUSED": ["RESUMED", "EXPIRED"],
    "RESUMED": ["EXPIRED"],
    "EXPIRED": []
  }');
