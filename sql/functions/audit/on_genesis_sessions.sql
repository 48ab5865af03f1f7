-- A session is deleted, is there again, and is erased for good.
create or replace trigger audit_deleted after update of deleted_at on genesis_sessions
  for each row when (old.deleted_at is distinct from new.deleted_at)
  execute function genesis.audit_row('session.deleted', 'session_id', 'session.restored', 'deleted_at');
create or replace trigger audit_erased after delete on genesis_sessions
  for each row execute function genesis.audit_row('session.erased', 'session_id');
