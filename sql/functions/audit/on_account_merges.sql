-- An account is taken into another, and given back. The entry is the other one's, its subject the first.
create or replace trigger audit_merged after insert on account_merges
  for each row execute function genesis.audit_row('account.merged', 'account_id');
create or replace trigger audit_unmerged after update of undone_at on account_merges
  for each row when (old.undone_at is null and new.undone_at is not null)
  execute function genesis.audit_row('account.unmerged', 'account_id');
