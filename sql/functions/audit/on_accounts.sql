-- An account comes into being, is deleted, and is there again.
create or replace trigger audit_created after insert on accounts
  for each row execute function genesis.audit_row('account.created', 'kind');
create or replace trigger audit_deleted after update of deleted_at on accounts
  for each row when (old.deleted_at is distinct from new.deleted_at)
  execute function genesis.audit_row('account.deleted', 'kind', 'account.restored', 'deleted_at');
