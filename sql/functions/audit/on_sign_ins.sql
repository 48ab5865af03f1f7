-- Somebody signs in through a provider, and out, by whoever's word.
create or replace trigger audit_started after insert on sign_ins
  for each row execute function genesis.audit_row('sign_in.started', 'sign_in_id');
create or replace trigger audit_ended after update of ended_at on sign_ins
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function genesis.audit_row('sign_in.ended', 'sign_in_id');
